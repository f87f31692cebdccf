using System.Collections.Concurrent;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>Keeps webhooks in their order while SQS does not take them; <see cref="SpoolDrainer"/> brings them to their queue.</summary>
internal sealed class WebhookSpool(IDocumentStore store, SpoolLimits limits, TimeProvider time, ILogger<WebhookSpool> logger)
{
    private readonly ConcurrentDictionary<string, (SpoolSign Sign, SpoolAppender Appender)> _routes = new();

    /// <summary>While it does, everything of the route goes there. Null if that cannot be known: the store does not answer.</summary>
    public ValueTask<bool?> IsSpoolingAsync(WebhookRoute route, CancellationToken cancellationToken) => Of(route).Sign.IsThereAsync(cancellationToken);

    /// <summary>Where <paramref name="begin"/> is false, only a spool that is there takes it.</summary>
    public Task<SpoolOutcome> AddAsync(WebhookRoute route, QueuedWebhook webhook, bool begin, CancellationToken cancellationToken)
    {
        var record = new SpoolRecord(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), webhook);
        return Of(route).Appender.AddAsync(SpoolFormat.Line(record), begin, cancellationToken);
    }

    private (SpoolSign Sign, SpoolAppender Appender) Of(WebhookRoute route) => _routes.GetOrAdd(route.Key, key =>
    {
        var sign = new SpoolSign(key, store, time, logger);
        return (sign, new SpoolAppender(key, sign, store, limits, time, logger));
    });
}
