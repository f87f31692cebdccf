using CrossCloudOps.Pages;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks;

/// <summary>What each route took in and delivered over the last day, what failed, how long it took and how much waited, for the status page.</summary>
internal sealed class RouteHistory(IDocumentStore store, TimeProvider time, ILogger<SeriesBook> logger)
{
    private readonly SeriesBook _book = new("webhooks", store, time, logger);

    public static string TakenOf(WebhookRoute route) => $"{route.Key} taken";

    public static string DeliveredOf(WebhookRoute route) => $"{route.Key} delivered";

    public static string FailedOf(WebhookRoute route) => $"{route.Key} failed";

    public static string WaitingOf(WebhookRoute route) => $"{route.Key} waiting";

    public Task<Series?> ReadAsync(CancellationToken cancellationToken) => _book.ReadAsync(cancellationToken);

    /// <summary>By a function that no timer starts, and whose sender waits for its answer.</summary>
    public void Taken(WebhookRoute route)
    {
        Count(TakenOf(route));
        _book.KeepLater();
    }

    public void Delivered(WebhookRoute route, TimeSpan latency)
    {
        Count(DeliveredOf(route));
        _book.CountLately(RouteLatency.LineOf(route, latency));
    }

    public void Failed(WebhookRoute route) => _book.Count(FailedOf(route));

    public void Waiting(WebhookRoute route, int count) => _book.Measure(WaitingOf(route), count);

    public Task KeepAsync(CancellationToken cancellationToken) => _book.KeepAsync(cancellationToken);

    private void Count(string line)
    {
        _book.Count(line);
        _book.CountLately(line);
    }
}
