namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>
/// A call that is not allowed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"/>
/// </summary>
internal sealed record IamRefusal(string Principal, IamNeed Need, bool IsExplicit = false)
{
    /// <summary>AWS's sentence. Services differ in how they write actions and resources.</summary>
    public string Sentence(string? action = null, string? resource = null) =>
        $"User: {Principal} is not authorized to perform: {action ?? Need.Action} on resource: {resource ?? Need.Resource} "
        + (IsExplicit ? "with an explicit deny in an identity-based policy" : $"because no identity-based policy allows the {action ?? Need.Action} action");
}
