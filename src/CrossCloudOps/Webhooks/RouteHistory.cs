using CrossCloudOps.Pages;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks;

/// <summary>What each route delivered over the last day, what failed, how long it took and how much waited, for plots.</summary>
internal sealed class RouteHistory(IDocumentStore store, TimeProvider time, ILogger<SeriesBook> logger)
{
    private readonly SeriesBook _book = new("webhooks", store, time, logger);

    public static string DeliveredOf(WebhookRoute route) => $"{route.Key} delivered";

    public static string FailedOf(WebhookRoute route) => $"{route.Key} failed";

    /// <summary>In milliseconds, of all that was delivered together.</summary>
    public static string LatencyOf(WebhookRoute route) => $"{route.Key} latency";

    public static string WaitingOf(WebhookRoute route) => $"{route.Key} waiting";

    public Task<Series?> ReadAsync(CancellationToken cancellationToken) => _book.ReadAsync(cancellationToken);

    public void Delivered(WebhookRoute route, TimeSpan latency)
    {
        _book.Count(DeliveredOf(route));
        _book.Count(LatencyOf(route), Math.Max(0, Math.Round(latency.TotalMilliseconds)));
    }

    public void Failed(WebhookRoute route) => _book.Count(FailedOf(route));

    public void Waiting(WebhookRoute route, int count) => _book.Measure(WaitingOf(route), count);

    public Task KeepAsync(CancellationToken cancellationToken) => _book.KeepAsync(cancellationToken);
}
