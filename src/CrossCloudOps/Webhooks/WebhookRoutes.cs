using Microsoft.Extensions.Options;
using NCrontab;

namespace CrossCloudOps.Webhooks;

/// <summary>The routes of the settings.</summary>
internal sealed class WebhookRoutes(IOptions<WebhooksOptions> options)
{
    private static readonly int[] Hopeless = [400, 413, 415, 422];

    private readonly IReadOnlyList<WebhookRoute> _routes = [.. options.Value.Routes.OrderBy(static r => r.Key, StringComparer.Ordinal).Select(static r => Of(r.Key, r.Value))];

    public IReadOnlyList<WebhookRoute> All => _routes;

    /// <summary>The bucket for large bodies; null if there is none.</summary>
    public string? LargeBodyBucket { get; } = options.Value.LargeBodyBucket;

    public WebhookRoute? ByPath(string path) => _routes.FirstOrDefault(r => r.Path == path);

    /// <summary>By its key, as people type it.</summary>
    public WebhookRoute? ByKey(string key) => _routes.FirstOrDefault(r => r.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static WebhookRoute Of(string key, WebhookRouteOptions route) => new()
    {
        Key = key,
        Path = PathOf(key, route),
        QueueUrl = route.QueueUrl!,
        Target = route.TargetUrl is { Length: > 0 } target ? new Uri(target) : null,
        Signature = route.Signature,
        GroupBy = RequestValue.Parse(route.GroupBy)!,
        DeduplicateBy = RequestValue.Parse(route.DeduplicateBy),
        KeepHeaders = [.. route.KeepHeaders],
        MaxBodyBytes = route.MaxBodyBytes,
        RateLimit = route.RateLimit,
        MaxConcurrency = route.MaxConcurrency,
        Timeout = route.Timeout,
        OnFailure = route.OnFailure,
        HopelessStatuses = (route.HopelessStatuses ?? Hopeless).ToHashSet(),
        Pump = route.Pump,
        ProbeEvery = route.ProbeEvery,
        AllowPrivateTargets = route.AllowPrivateTargets,
        ForwardingKeys = [.. route.ForwardingSecrets.Select(static s => StandardWebhooksKey.Of(s)!)],
        ReleaseWindows = [.. route.ReleaseWindows.Select(static w => new ReleaseWindow(Cron(w.Starts)!, w.Lasts))],
        Channel = route.Channel,
    };

    public static string PathOf(string key, WebhookRouteOptions route) => string.IsNullOrEmpty(route.Path) ? key : route.Path;

    /// <summary>Null if it is no NCRONTAB expression of six fields.</summary>
    public static CrontabSchedule? Cron(string? text) => CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
}
