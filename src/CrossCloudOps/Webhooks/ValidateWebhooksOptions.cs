using System.Globalization;
using System.Text.RegularExpressions;
using CrossCloudOps.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Webhooks;

internal sealed partial class ValidateWebhooksOptions(IConfiguration configuration) : IValidateOptions<WebhooksOptions>
{
    private const int MostRoutes = 200;
    private const int MostConcurrency = 500;
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, WebhooksOptions options)
    {
        var faults = new SettingFaults(WebhooksOptions.Section);
        if (configuration.GetSection(WebhooksOptions.Section).Exists() && options.Routes.Count == 0)
        {
            faults.Add("Routes", null, "give at least one route, by a key of your own. Or remove all settings Webhooks__*, to turn the feature off.");
        }

        if (options.Routes.Count > MostRoutes)
        {
            faults.Add("Routes", $"{options.Routes.Count} routes", $"at most {MostRoutes} are served by one app.");
        }

        if (options.LargeBodyBucket is { } bucket && !BucketForm.IsMatch(bucket))
        {
            faults.Add("LargeBodyBucket", bucket, "a bucket's name is needed: 3 to 63 lower-case letters, digits, dots and hyphens.");
        }

        long? hostLimit = long.TryParse(configuration[IntakeRules.HostLimitSetting], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
        foreach (var (key, route) in options.Routes)
        {
            CheckRoute(faults, $"Routes:{key}", key, route, hostLimit);
        }

        CheckShared(faults, options.Routes, "Path", WebhookRoutes.PathOf, WebhookRoutes.PathOf, "two routes cannot have one path.");
        CheckShared(
            faults, options.Routes, "QueueUrl", static (_, route) => SqsQueue.IsUrl(route.QueueUrl) ? SqsQueue.KeyOf(route.QueueUrl!) : null, static (_, route) => route.QueueUrl,
            "one queue belongs to one route.");
        return faults.Result;
    }

    private static void CheckRoute(SettingFaults faults, string at, string key, WebhookRouteOptions route, long? hostLimit)
    {
        if (!KeyForm.IsMatch(key))
        {
            faults.Add(at, key, "a route's key is made of up to 50 letters, digits and _. The path in the URL is its setting Path.");
        }

        if (!PathForm.IsMatch(WebhookRoutes.PathOf(key, route)))
        {
            faults.Add($"{at}:Path", route.Path, "one part of a URL's path is needed: up to 100 letters, digits, hyphens, dots and _.");
        }

        if (!SqsQueue.IsUrl(route.QueueUrl) || !SqsQueue.IsFifo(route.QueueUrl!))
        {
            faults.Add($"{at}:QueueUrl", route.QueueUrl, "give the URL of a FIFO queue (its name ends in .fifo): no other keeps the order.");
        }

        SignatureRules.Check(faults, $"{at}:Signature", route.Signature);
        IntakeRules.Check(faults, at, route, hostLimit);
        CheckForwarding(faults, at, route);
    }

    private static void CheckForwarding(SettingFaults faults, string at, WebhookRouteOptions route)
    {
        CheckTarget(faults, at, route);
        if (route.MaxConcurrency is < 1 or > MostConcurrency)
        {
            faults.Add($"{at}:MaxConcurrency", $"{route.MaxConcurrency}", $"1 to {MostConcurrency} groups at the same time.");
        }

        if (route.Timeout < TimeSpan.FromSeconds(1) || route.Timeout > LongestTimeout)
        {
            faults.Add($"{at}:Timeout", $"{route.Timeout}", $"00:00:01 to {LongestTimeout}.");
        }

        if (route.ProbeEvery < TimeSpan.FromSeconds(1) || route.ProbeEvery > LongestProbe)
        {
            faults.Add($"{at}:ProbeEvery", $"{route.ProbeEvery}", $"00:00:01 to {LongestProbe}.");
        }

        foreach (var status in (route.HopelessStatuses ?? []).Where(static s => s is < 300 or > 599))
        {
            faults.Add($"{at}:HopelessStatuses", $"{status}", "an HTTP status of 300 to 599 is needed.");
        }

        for (var n = 0; n < route.ForwardingSecrets.Count; n++)
        {
            if (StandardWebhooksKey.Of(route.ForwardingSecrets[n]) is null)
            {
                faults.AddSecret($"{at}:ForwardingSecrets:{n}", $"is no secret of Standard Webhooks: {StandardWebhooksKey.Prefix} and 24 to 64 random bytes in base64.");
            }
        }

        for (var n = 0; n < route.ReleaseWindows.Count; n++)
        {
            var window = route.ReleaseWindows[n];
            if (WebhookRoutes.Cron(window.Starts) is null)
            {
                faults.Add($"{at}:ReleaseWindows:{n}:Starts", window.Starts, "an NCRONTAB expression with six fields is needed, in UTC, as in 0 0 22 * * 2 for Tuesdays at 22:00.");
            }

            if (window.Lasts <= TimeSpan.Zero || window.Lasts > LongestWindow)
            {
                faults.Add($"{at}:ReleaseWindows:{n}:Lasts", $"{window.Lasts}", $"more than nothing and at most {LongestWindow.Days} day.");
            }
        }
    }

    private static void CheckTarget(SettingFaults faults, string at, WebhookRouteOptions route)
    {
        if (string.IsNullOrEmpty(route.TargetUrl))
        {
            return;
        }

        var path = $"{at}:TargetUrl";
        if (!Uri.TryCreate(route.TargetUrl, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && route.AllowPrivateTargets)))
        {
            faults.Add(path, route.TargetUrl, $"an https address is needed; http only with {faults.Name($"{at}:AllowPrivateTargets")} = true.");
        }
        else if (uri.UserInfo.Length > 0)
        {
            faults.AddSecret(path, "holds a user name or password: it would stand in messages. Use ForwardingSecrets, so that the target can check who sends.");
        }
    }

    private static void CheckShared(
        SettingFaults faults, IDictionary<string, WebhookRouteOptions> routes, string setting,
        Func<string, WebhookRouteOptions, string?> value, Func<string, WebhookRouteOptions, string?> shown, string rule)
    {
        foreach (var shared in routes.Where(r => value(r.Key, r.Value) is not null).GroupBy(r => value(r.Key, r.Value)).Where(static g => g.Count() > 1))
        {
            var names = shared.Select(r => faults.Name($"Routes:{r.Key}:{setting}")).Order(StringComparer.Ordinal).ToList();
            var last = shared.OrderBy(static r => r.Key, StringComparer.Ordinal).Last();
            faults.Add($"Routes:{last.Key}:{setting}", shown(last.Key, last.Value), $"{names[0]} is the same: {rule}");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_]{1,50}$")]
    private static partial Regex KeyForm { get; }

    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex PathForm { get; }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketForm { get; }
}
