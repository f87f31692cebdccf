using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Aws;

/// <summary>A role that is half set, or set to what cannot be one, is said before anything starts.</summary>
public sealed class AwsSettingsTests
{
    private const string Role = "arn:aws:iam::123456789012:role/crosscloudops";

    private static readonly Dictionary<string, string?> Good = new(FaultyStart.Platform)
    {
        ["DeadLetters:Queues:0:Url"] = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dlq",
    };

    [Theory]
    [InlineData("crosscloudops", "api://aws", "Aws__RoleArn is \"crosscloudops\": a role's ARN is needed, for example arn:aws:iam::123456789012:role/crosscloudops.")]
    [InlineData("arn:aws:iam::123456789012:user/olivia", "api://aws", "Aws__RoleArn is \"arn:aws:iam::123456789012:user/olivia\": a role's ARN is needed, for example arn:aws:iam::123456789012:role/crosscloudops.")]
    [InlineData(Role, null, "Aws__WebIdentityAudience is not set: a role is set, so give the Application ID URI that AWS's OIDC provider knows as client id, for example api://crosscloudops-aws.")]
    [InlineData(null, "api://aws", "Aws__RoleArn is not set: Aws__WebIdentityAudience is set, so give the role that the app's identity takes on, or leave both out for the AWS SDK's own credentials.")]
    [InlineData(Role, "api://aws/.default", "Aws__WebIdentityAudience is \"api://aws/.default\": the Application ID URI as it stands in the app registration is needed, at most 255 characters and without /.default, for example api://crosscloudops-aws.")]
    [InlineData(Role, "crosscloudops-aws", "Aws__WebIdentityAudience is \"crosscloudops-aws\": the Application ID URI as it stands in the app registration is needed, at most 255 characters and without /.default, for example api://crosscloudops-aws.")]
    public async Task What_cannot_work_is_a_fault_with_its_name_and_value(string? role, string? audience, string fault)
    {
        var lines = await FaultyStart.FaultsAsync(Good, [("Aws:RoleArn", role), ("Aws:WebIdentityAudience", audience)]);

        lines.ShouldContain(line => line.Contains(fault, StringComparison.Ordinal), string.Join('\n', lines));
    }
}
