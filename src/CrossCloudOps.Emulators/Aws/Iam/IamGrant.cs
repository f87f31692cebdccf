namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>One action of one statement on one of its resources, as the policy writes them.</summary>
public sealed record IamGrant(string Statement, string Action, string Resource)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Statement}: {Action} on {Resource}";
}

/// <summary>How often a grant decided on what a call needs; that of a Deny refused it.</summary>
public sealed record IamUse(IamGrant Grant, string Action, string Resource, int Count);

/// <summary>What was refused, and how often.</summary>
public sealed record IamDenial(string Action, string Resource, int Count);
