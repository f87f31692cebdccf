namespace CrossCloudOps.Emulators.Sts;

/// <summary>A refusal in STS's own words.</summary>
internal sealed class StsException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static StsException Invalid(string message) => new(400, "ValidationError", message);

    public static StsException BadToken(string message) => new(400, "InvalidIdentityToken", message);

    public static StsException NotAuthorized() => new(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
}
