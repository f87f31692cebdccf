using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Aws;

/// <summary>Settings <c>Aws__*</c>: where queues and buckets are, and as whom to come. Without a role, credentials come from the AWS SDK's default chain.</summary>
internal sealed class AwsOptions
{
    public const string Section = "Aws";

    /// <summary>For example <c>eu-central-1</c>; the default is <c>AWS_REGION</c>.</summary>
    public string? Region { get; set; }

    /// <summary>An emulator's address instead of AWS.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>The role that the app's managed identity takes on: <c>arn:aws:iam::123456789012:role/crosscloudops</c>.</summary>
    public string? RoleArn { get; set; }

    /// <summary>
    /// Whom the identity's token is for, as AWS's OIDC provider knows it: the Application ID URI of the app registration made for this, <c>api://…</c>.
    /// </summary>
    public string? WebIdentityAudience { get; set; }
}

internal sealed partial class ValidateAwsOptions(IConfiguration configuration) : IValidateOptions<AwsOptions>
{
    private const int LongestClientId = 255;

    public ValidateOptionsResult Validate(string? name, AwsOptions options)
    {
        var faults = new SettingFaults(AwsOptions.Section);
        if (!string.IsNullOrEmpty(options.ServiceUrl) && !(Uri.TryCreate(options.ServiceUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            faults.Add(nameof(options.ServiceUrl), options.ServiceUrl, "an http or https address is needed. Leave it out for AWS itself.");
        }

        if (string.IsNullOrEmpty(options.Region) && string.IsNullOrEmpty(options.ServiceUrl)
            && string.IsNullOrEmpty(configuration["AWS_REGION"]) && string.IsNullOrEmpty(configuration["AWS_DEFAULT_REGION"]))
        {
            faults.Add(nameof(options.Region), null, "give the Region of your queues, for example eu-central-1.");
        }

        if (!string.IsNullOrEmpty(options.Region) && !options.Region.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            faults.Add(nameof(options.Region), options.Region, "a Region's code is needed, for example eu-central-1.");
        }

        CheckRole(options, faults);
        return faults.Result;
    }

    private static void CheckRole(AwsOptions options, SettingFaults faults)
    {
        var (role, audience) = (options.RoleArn, options.WebIdentityAudience);
        if (!string.IsNullOrEmpty(role) && !RoleArn().IsMatch(role))
        {
            faults.Add(nameof(options.RoleArn), role, "a role's ARN is needed, for example arn:aws:iam::123456789012:role/crosscloudops.");
        }

        if (!string.IsNullOrEmpty(role) && string.IsNullOrEmpty(audience))
        {
            faults.Add(nameof(options.WebIdentityAudience), null, "a role is set, so give the Application ID URI that AWS's OIDC provider knows as client id, for example api://crosscloudops-aws.");
        }
        else if (string.IsNullOrEmpty(role) && !string.IsNullOrEmpty(audience))
        {
            faults.Add(nameof(options.RoleArn), null, $"{faults.Name(nameof(options.WebIdentityAudience))} is set, so give the role that the app's identity takes on, or leave both out for the AWS SDK's own credentials.");
        }
        else if (!string.IsNullOrEmpty(audience) && (!Uri.TryCreate(audience, UriKind.Absolute, out _) || audience.EndsWith("/.default", StringComparison.Ordinal) || audience.Length > LongestClientId))
        {
            faults.Add(nameof(options.WebIdentityAudience), audience, $"the Application ID URI as it stands in the app registration is needed, at most {LongestClientId} characters and without /.default, for example api://crosscloudops-aws.");
        }
    }

    [GeneratedRegex(@"^arn:aws(-[a-z-]+)?:iam::[0-9]{12}:role/[\w+=,.@/-]{1,576}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleArn();
}
