using System.Globalization;
using CrossCloudOps.Aws;
using CrossCloudOps.Logs.Receiving;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs;

internal sealed class ValidateLogsOptions(IConfiguration configuration) : IValidateOptions<LogsOptions>
{
    /// <summary>The host's own limit; what is larger never comes to us.</summary>
    private const string HostLimitSetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";

    private const int MostGroups = 1000;
    private const int FastestRate = 25;
    private const int MostKinds = 500;
    private const int LongestPattern = 1024;
    private const string NameRule = "give the log group's name, for example /aws/lambda/orders, or its ARN.";

    private static readonly TimeSpan ShortestOverlap = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromHours(2);
    private static readonly TimeSpan ShortestQuiet = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, LogsOptions options)
    {
        var faults = new SettingFaults(LogsOptions.Section);
        if (configuration.GetSection(LogsOptions.Section).Exists() && options.Groups.Count == 0)
        {
            faults.Add("Groups:0:Name", null, $"{NameRule} Or remove all settings Logs__*, to turn the feature off.");
        }

        if (options.Groups.Count > MostGroups)
        {
            faults.Add("Groups", $"{options.Groups.Count} entries", $"at most {MostGroups} are watched by one app. Use prefixes.");
        }

        faults.CheckRange(nameof(options.QuietAfter), options.QuietAfter, ShortestQuiet, LongestQuiet);
        faults.CheckRange(nameof(options.Overlap), options.Overlap, ShortestOverlap, LongestOverlap);
        faults.CheckRange(nameof(options.CallsPerSecond), options.CallsPerSecond, 1, FastestRate);
        faults.CheckRange(nameof(options.MostKinds), options.MostKinds, 1, MostKinds);
        for (var n = 0; n < options.Groups.Count; n++)
        {
            CheckGroup(faults, n, options.Groups[n]);
        }

        CheckOverlaps(faults, options.Groups);
        CheckAccessKeys(faults, options);
        return faults.Result;
    }

    private void CheckGroup(SettingFaults faults, int n, LogGroupOptions group)
    {
        var path = $"Groups:{n}";
        if (string.IsNullOrEmpty(group.Name) == string.IsNullOrEmpty(group.Prefix))
        {
            faults.Add($"{path}:Name", group.Name, $"give either {faults.Name($"{path}:Name")} or {faults.Name($"{path}:Prefix")}.");
        }
        else if (LogGroupName.IsArn(group.Name))
        {
            CheckArn(faults, $"{path}:Name", group.Name!, group.Received);
        }
        else if (!LogGroupName.IsName(group.Name ?? group.Prefix!))
        {
            faults.Add(group.Name is null ? $"{path}:Prefix" : $"{path}:Name", group.Name ?? group.Prefix, $"{NameRule} Letters, digits and _ - / . # are allowed, at most {LogGroupName.Longest}.");
        }

        if (group.FilterPattern.Length > LongestPattern)
        {
            faults.Add($"{path}:FilterPattern", $"{group.FilterPattern.Length} characters", $"CloudWatch Logs takes at most {LongestPattern}.");
        }

        if (string.IsNullOrWhiteSpace(group.FilterPattern) && !group.Received)
        {
            faults.Add($"{path}:FilterPattern", null, "an empty pattern takes every event for an error. Leave the setting out for the default.");
        }
    }

    private void CheckArn(SettingFaults faults, string path, string arn, bool received)
    {
        if (LogGroupName.RegionOf(arn) is not { } region || !LogGroupName.IsName(LogGroupName.Of(arn)))
        {
            faults.Add(path, arn, "it is no ARN of a log group. One looks like arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/orders.");
        }
        else if (configuration[$"{AwsOptions.Section}:{nameof(AwsOptions.Region)}"] is { Length: > 0 } ours && region != ours)
        {
            faults.Add(path, arn, $"the app reads the Region {ours} (Aws__Region). A monitoring account sees log groups of its own Region only.");
        }
        else if (received)
        {
            faults.Add(path, arn, "what is sent to us names its log group without the account. Give the name, not the ARN.");
        }
    }

    /// <summary>What is both scanned and received would be read twice, for twice the price.</summary>
    private static void CheckOverlaps(SettingFaults faults, IList<LogGroupOptions> groups)
    {
        for (var n = 0; n < groups.Count; n++)
        {
            for (var m = 0; m < n; m++)
            {
                if (groups[n].Received != groups[m].Received && (Covers(groups[m], groups[n]) || Covers(groups[n], groups[m])))
                {
                    faults.Add($"Groups:{n}:Received", $"{groups[n].Received}", $"{faults.Name($"Groups:{m}")} means the same log groups and says otherwise. A log group is either scanned or received.");
                }
                else if (groups[n].Name is { Length: > 0 } name && name == groups[m].Name)
                {
                    faults.Add($"Groups:{n}:Name", name, $"it is {faults.Name($"Groups:{m}:Name")} already. Remove one.");
                }
            }
        }
    }

    /// <summary>A name goes before a prefix, so that one group may be taken out of many; two of the same sort may not say both.</summary>
    private static bool Covers(LogGroupOptions one, LogGroupOptions other) =>
        one.Prefix is { Length: > 0 } prefix ? other.Prefix?.StartsWith(prefix, StringComparison.Ordinal) == true : one.Name is { Length: > 0 } name && name == other.Name;

    private void CheckAccessKeys(SettingFaults faults, LogsOptions options)
    {
        for (var n = 0; n < options.AccessKeys.Count; n++)
        {
            faults.CheckSecret($"AccessKeys:{n}", options.AccessKeys[n], SettingFaults.ShortestSecret, "Firehose shows it with every request.");
        }

        if (options.AccessKeys.Count > 0 && long.TryParse(configuration[HostLimitSetting], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit < ReceivedBody.Limit)
        {
            faults.Add("AccessKeys", $"{options.AccessKeys.Count} entries", $"the host takes requests of {limit} bytes at most ({HostLimitSetting}), and Firehose sends up to {ReceivedBody.Limit}. What the host refuses for its size Firehose throws away: raise that setting, or remove it.");
        }

        if (options.AccessKeys.Count == 0 && options.Groups.Any(static g => g.Received))
        {
            faults.Add("AccessKeys:0", null, "a log group is to be received, and whoever sends must show a key: give a random one here and to Firehose.");
        }
    }
}
