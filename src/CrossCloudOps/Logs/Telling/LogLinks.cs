using System.Globalization;
using CrossCloudOps.Aws;
using CrossCloudOps.Logs.Folding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Telling;

/// <summary>Leads to the AWS console, to the place in a log stream where an error stands.</summary>
internal sealed class LogLinks(IOptions<AwsOptions> options, IConfiguration configuration)
{
    private readonly string? _region = new[] { options.Value.Region, configuration["AWS_REGION"], configuration["AWS_DEFAULT_REGION"] }.FirstOrDefault(static r => !string.IsNullOrEmpty(r));

    /// <summary>The place of a sample; null with an emulator, which has no console, and for log groups of other accounts, whose console needs another login.</summary>
    public Uri? Of(string group, LogSample sample) =>
        Of(group, string.Create(CultureInfo.InvariantCulture, $"/log-events/{Encoded(sample.Stream)}$3Fstart$3D{sample.At - 1000}$26end$3D{sample.At + 1000}"));

    /// <summary>All of a log group; null where a sample has none.</summary>
    public Uri? Of(string group) => Of(group, "");

    private Uri? Of(string group, string rest) =>
        _region is null || !string.IsNullOrEmpty(options.Value.ServiceUrl) || LogGroupName.IsArn(group)
            ? null
            : new Uri($"https://{_region}.console.aws.amazon.com/cloudwatch/home?region={_region}#logsV2:log-groups/log-group/{Encoded(group)}{rest}");

    /// <summary>The console takes names encoded twice, with <c>$</c> for the second percent sign.</summary>
    private static string Encoded(string name) => Uri.EscapeDataString(Uri.EscapeDataString(name)).Replace('%', '$');
}
