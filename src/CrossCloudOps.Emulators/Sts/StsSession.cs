namespace CrossCloudOps.Emulators.Sts;

/// <summary>Credentials that a role gave out.</summary>
public sealed record StsSession(string RoleArn, string SessionName, string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset ExpiresAt)
{
    /// <summary>Whom the session is: <c>arn:aws:sts::123456789012:assumed-role/name/session</c>.</summary>
    public string UserArn =>
        $"{RoleArn.Replace(":iam:", ":sts:", StringComparison.Ordinal).Replace(":role/", ":assumed-role/", StringComparison.Ordinal)}/{SessionName}";
}
