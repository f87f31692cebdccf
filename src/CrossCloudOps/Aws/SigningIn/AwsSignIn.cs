using Amazon.Runtime;

namespace CrossCloudOps.Aws.SigningIn;

/// <summary>As whom the app comes to AWS: in a role, as its managed identity, or with whatever the SDK's default chain finds.</summary>
/// <param name="credentials">Null for the default chain.</param>
internal sealed class AwsSignIn(WebIdentityCredentials? credentials, AwsOptions options)
{
    /// <summary>Null: each client looks through the SDK's default chain.</summary>
    public AWSCredentials? Credentials => credentials;

    public string As => credentials is null ? "the AWS SDK's default credentials" : options.RoleArn!;

    /// <summary>
    /// Whether what we call AWS with is newer than a moment: credentials that were had before may go on for a while although nobody gets new ones.
    /// Of the default chain nobody knows, so it is believed.
    /// </summary>
    public bool IsNewerThan(DateTimeOffset moment) => credentials is null || credentials.SignedInAt > moment;
}
