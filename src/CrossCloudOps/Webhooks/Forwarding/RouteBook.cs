using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using CrossCloudOps.Webhooks.Telling;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>The documents about deliveries: the state of each route, the message that its probe tries, the failed attempts at each message.</summary>
internal sealed class RouteBook(IDocumentStore store, ProblemBook problems)
{
    public const string AttemptsFolder = "webhook-attempts/";

    private const string Folder = "webhook-routes/";
    private const string ProbeFolder = "webhook-probes/";
    private const int MostConflicts = 50;

    public async Task<RouteState> ReadAsync(WebhookRoute route, CancellationToken cancellationToken) =>
        (await store.ReadAsync(Folder + route.Key, ForwardingJson.Default.RouteState, cancellationToken))?.Value ?? new RouteState();

    /// <summary>Changes a route's state over whatever others wrote meanwhile, and returns it as it is then. Slack hears of it.</summary>
    public async Task<RouteState> ChangeAsync(WebhookRoute route, Func<RouteState, RouteState> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var stored = await store.ReadAsync(Folder + route.Key, ForwardingJson.Default.RouteState, cancellationToken);
            var before = stored?.Value ?? new RouteState();
            var after = change(before);
            if (after == before)
            {
                return before;
            }

            // Before it, so that the notifier looks even if the process dies in between.
            await problems.MarkChangedAsync(DeliveryProblems.KeyOf(route.Key), cancellationToken);
            var written = stored is null
                ? await store.CreateAsync(Folder + route.Key, after, ForwardingJson.Default.RouteState, cancellationToken)
                : await store.ReplaceAsync(Folder + route.Key, stored.ETag, after, ForwardingJson.Default.RouteState, cancellationToken);
            if (written is not null)
            {
                return after;
            }
        }

        throw new StorageConflictException(Folder + route.Key);
    }

    public async Task<ProbeMessage?> ReadProbeAsync(WebhookRoute route, CancellationToken cancellationToken) =>
        (await store.ReadAsync(ProbeFolder + route.Key, ForwardingJson.Default.ProbeMessage, cancellationToken))?.Value;

    public Task WriteProbeAsync(WebhookRoute route, ProbeMessage probe, CancellationToken cancellationToken) =>
        store.WriteAsync(ProbeFolder + route.Key, probe, ForwardingJson.Default.ProbeMessage, cancellationToken);

    public async Task<DeliveryAttempts?> ReadAttemptsAsync(string messageId, CancellationToken cancellationToken) =>
        (await store.ReadAsync(NameOfAttempts(messageId), ForwardingJson.Default.DeliveryAttempts, cancellationToken))?.Value;

    /// <summary>Adds a failed attempt. Only who has the message in hand writes, so a lost race is an attempt that nobody needs.</summary>
    public async Task AddAttemptAsync(WebhookRoute route, FailedDelivery failed, bool wasMoved, CancellationToken cancellationToken)
    {
        var known = await ReadAttemptsAsync(failed.MessageId, cancellationToken) ?? new DeliveryAttempts { Route = route.Key };
        var attempts = known with
        {
            Count = known.Count + 1,
            Last = [.. known.Last.TakeLast(DeliveryAttempts.Kept - 1), failed with { Attempt = known.Count + 1 }],
            WasMoved = wasMoved,
        };
        await store.WriteAsync(NameOfAttempts(failed.MessageId), attempts, ForwardingJson.Default.DeliveryAttempts, cancellationToken);
    }

    public Task ForgetAttemptsAsync(string messageId, CancellationToken cancellationToken) =>
        store.DeleteAsync(NameOfAttempts(messageId), etag: null, cancellationToken);

    private static string NameOfAttempts(string messageId) => AttemptsFolder + DocumentName.Segment(messageId);
}
