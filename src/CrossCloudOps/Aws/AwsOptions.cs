using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Aws;

/// <summary>Settings <c>Aws__*</c>: where queues and buckets are. Credentials come from the AWS SDK's default chain.</summary>
internal sealed class AwsOptions
{
    public const string Section = "Aws";

    /// <summary>For example <c>eu-central-1</c>; the default is <c>AWS_REGION</c>.</summary>
    public string? Region { get; set; }

    /// <summary>An emulator's address instead of AWS.</summary>
    public string? ServiceUrl { get; set; }
}

internal sealed class ValidateAwsOptions(IConfiguration configuration) : IValidateOptions<AwsOptions>
{
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

        return faults.Result;
    }
}
