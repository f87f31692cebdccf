using CrossCloudOps.Aws;
using CrossCloudOps.Heartbeats.Telling;
using CrossCloudOps.Pages;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats.Watching;

/// <summary>
/// A complete probe round, and then the watch: so that after an hour away everybody who kept pulsing is heard before anybody is missed.
/// One at a time, under a lease.
/// </summary>
internal sealed partial class HeartbeatRound(
    IDocumentStore store, Leases leases, PulseBucket bucket, PulseFiles files, PulseChecks checks, HeartbeatProblems problems, AccessProblems access, UnreadableDocuments unreadable, HeartbeatTelemetry telemetry,
    IOptions<HeartbeatsOptions> options, TimeProvider time, ILogger<HeartbeatRound> logger)
{
    private const string LeaseName = "heartbeats";

    private readonly HeartbeatsOptions _options = options.Value;
    private readonly TroublePolicy _troubles = new(options.Value);

    private string EchoAddress => $"s3://{_options.Bucket}/{_options.EchoPrefix}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(_options.Bucket))
        {
            return;
        }

        await using var lease = await leases.TryAcquireAsync(LeaseName, cancellationToken);
        if (lease is null)
        {
            return;
        }

        await using var renewal = new LeaseRenewal(lease, time, cancellationToken);
        try
        {
            await TellAccessAsync(await LookAsync(renewal.WhileHeld), bucket.Address, $"bucket {_options.Bucket}", "read", cancellationToken);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !renewal.WhileHeld.IsCancellationRequested)
        {
            // Of nobody anything is known then, and nobody is judged.
            await TellAccessAsync(failure, bucket.Address, $"bucket {_options.Bucket}", "read", cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LeaseLost(logger);
        }
    }

    /// <summary>Why a pulse could not be read that may be the next time; null if all could.</summary>
    private async Task<AwsFailure?> LookAsync(CancellationToken cancellationToken)
    {
        var (before, etag) = await StateAsync(cancellationToken);
        var listing = await bucket.PulsesAsync(cancellationToken);
        var pulses = ArrivalPolicy.Arrive(before, listing);
        var readFailure = await files.ReadAsync(pulses, cancellationToken);
        var done = await checks.RunAsync(pulses, cancellationToken);
        var echoes = await bucket.EchoesAsync(cancellationToken);
        foreach (var echo in echoes.Objects)
        {
            if (pulses.TryGetValue(echo.Name, out var pulse))
            {
                pulses[echo.Name] = pulse with { EchoedAt = echo.LastModified };
            }
        }

        var state = new HeartbeatState
        {
            At = echoes.At,
            Pulses = pulses.ToDictionary(static p => p.Key, p => DayMarks.Mark(WatchPolicy.Look(p.Value, _options.StaleAfter, echoes.At), before.DayHour, Hours.Of(echoes.At))),
            DayHour = Hours.Of(echoes.At),
            OtherObjects = listing.Others,
            BlindSince = done.AskedInVain is null ? null : before.BlindSince ?? echoes.At,
            EmptySince = pulses.Count > 0 ? null : before.EmptySince ?? echoes.At,
            Troubles = before.Troubles,
        };
        telemetry.Looked(state);
        await TellAsync(new Look(state, echoes.At, bucket.Address) { AskedInVain = done.AskedInVain, IsCut = listing.IsCut }, etag, cancellationToken);
        await TellAccessAsync(done.EchoFailure, EchoAddress, $"echoes to bucket {_options.Bucket}", "write", cancellationToken);
        return readFailure;
    }

    /// <summary>What is lost with a state is asked of the bucket again, and what was told of the problems themselves.</summary>
    private async Task<(HeartbeatState State, string? ETag)> StateAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadAsync(HeartbeatState.Document, HeartbeatsJson.Default.HeartbeatState, cancellationToken) is { } stored)
            {
                return (stored.Value, stored.ETag);
            }
        }
        catch (UnreadableDocumentException e)
        {
            await unreadable.SetAsideAsync(e.Name, e.Message, cancellationToken);
        }

        var told = await problems.KeysAsync(cancellationToken);
        return (new HeartbeatState { Troubles = told.ToDictionary(static key => key, static _ => new ToldTrouble(null)) }, null);
    }

    /// <summary>
    /// The state first, with the names of all troubles that are to be told or ended: whoever dies after it finds them there, and tells them
    /// again, which changes nothing the second time.
    /// </summary>
    private async Task TellAsync(Look look, string? etag, CancellationToken cancellationToken)
    {
        var troubles = _troubles.Find(look);
        var told = look.State.Troubles;
        var state = look.State with { Troubles = troubles.Keys.Union(told.Keys).ToDictionary(static key => key, key => troubles.ContainsKey(key) ? told.GetValueOrDefault(key, new ToldTrouble(null)) : new ToldTrouble(null)) };
        if (await SaveAsync(state, etag, cancellationToken) is not { } saved)
        {
            Log.Overtaken(logger);
            return;
        }

        var digests = troubles.ToDictionary(static t => t.Key, static t => new ToldTrouble(t.Value.Digest()));
        foreach (var (key, trouble) in troubles.Where(t => state.Troubles[t.Key] != digests[t.Key]))
        {
            await problems.TellAsync(key, trouble, look, cancellationToken);
        }

        foreach (var key in state.Troubles.Keys.Where(key => !troubles.ContainsKey(key)))
        {
            await problems.EndAsync(key, look, cancellationToken);
        }

        if (state.Troubles.Count != digests.Count || state.Troubles.Any(t => digests.GetValueOrDefault(t.Key) != t.Value))
        {
            await SaveAsync(state with { Troubles = digests }, saved, cancellationToken);
        }
    }

    private async Task<string?> SaveAsync(HeartbeatState state, string? etag, CancellationToken cancellationToken) => etag is null
        ? await store.CreateAsync(HeartbeatState.Document, state, HeartbeatsJson.Default.HeartbeatState, cancellationToken)
        : await store.ReplaceAsync(HeartbeatState.Document, etag, state, HeartbeatsJson.Default.HeartbeatState, cancellationToken);

    private Task TellAccessAsync(AwsFailure? failure, string address, string subject, string does, CancellationToken cancellationToken) => failure is null
        ? access.SucceededAsync(address, cancellationToken)
        : access.FailedAsync(subject, address, failure, _options.Channel, cancellationToken, does);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The lease on heartbeats was lost during a round; the next one looks again")]
        public static partial void LeaseLost(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "Another round was faster; the next one looks again")]
        public static partial void Overtaken(ILogger logger);
    }
}
