namespace CrossCloudOps.Emulators.Sts;

/// <summary>Credentials that a role gave out.</summary>
public sealed record StsSession(string RoleArn, string SessionName, string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset ExpiresAt);
