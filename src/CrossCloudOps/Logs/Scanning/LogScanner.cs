using CrossCloudOps.Aws;
using CrossCloudOps.Logs.Explaining;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Logs.Telling;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using CrossCloudOps.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>
/// The only one who asks CloudWatch Logs: one run at a time, all log groups in turns, so that one with much to tell does not keep the
/// others waiting. What a run does not get to, the next one begins with.
/// </summary>
internal sealed partial class LogScanner(
    Leases leases, AccessKeys keys, LogGroups groups, GroupFinder finder, GroupScan scan, InboxScan inbox, EvidenceDesk evidence, LogDelays delays, UnreadableLogs unreadableLogs, AccessProblems access, UnreadableDocuments unreadable, LogTelemetry telemetry,
    IOptions<LogsOptions> options, TimeProvider time, ILogger<LogScanner> logger)
{
    private const string LeaseName = "logs";

    /// <summary>While one waits for an answer, another is counted; the pace is one for all.</summary>
    private const int TurnsAtOnce = 4;

    /// <summary>Shorter than the time between two runs.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(50);

    /// <summary>Without a key nothing is sent to us; but what was sent before somebody took the key out is still to be told.</summary>
    private static readonly TimeSpan LooksWithoutKeys = TimeSpan.FromMinutes(10);

    /// <summary>By log group, when it had its last turn.</summary>
    private readonly Dictionary<string, long> _turns = [];
    private long _turn;
    private long? _lookedForSent;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Dead letters may ask although no log group is scanned.
        var asked = await evidence.AskedAsync(cancellationToken);
        if (!groups.IsOn && asked.Count == 0)
        {
            return;
        }

        await using var lease = await leases.TryAcquireAsync(LeaseName, cancellationToken);
        if (lease is null)
        {
            return;
        }

        var pace = LogsPace.Parse(lease.Note, options.Value.CallsPerSecond, time);
        await TellSentAsync(lease, cancellationToken);
        await evidence.AnswerAsync(asked, pace, lease, cancellationToken);
        await ScanAsync(pace, lease, cancellationToken);
        await lease.ReleaseAsync(pace.ToNote());
    }

    private async Task TellSentAsync(Lease lease, CancellationToken cancellationToken)
    {
        if (!keys.AreSet && _lookedForSent is { } looked && time.GetElapsedTime(looked) < LooksWithoutKeys)
        {
            return;
        }

        await CountInboxAsync(lease, cancellationToken);
        await unreadableLogs.TellAsync(cancellationToken);
        _lookedForSent = time.GetTimestamp();
    }

    private async Task CountInboxAsync(Lease lease, CancellationToken cancellationToken)
    {
        foreach (var names in await inbox.WaitingAsync(cancellationToken))
        {
            if (!await lease.StillHeldAsync(cancellationToken))
            {
                return;
            }

            try
            {
                await inbox.CountAsync(names, cancellationToken);
            }
            catch (UnreadableDocumentException e)
            {
                await unreadable.SetAsideAsync(e.Name, e.Message, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What cannot be read of one log group must not keep the others.
                Log.InboxFailed(logger, names[0], e);
            }
        }
    }

    /// <summary>Those that waited longest go first; one that has more to tell takes its next turn after the others.</summary>
    private async Task ScanAsync(LogsPace pace, Lease lease, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var queue = new Queue<LogGroup>((await finder.FindAsync(pace, cancellationToken)).OrderBy(g => _turns.GetValueOrDefault(g.Id)).ThenBy(static g => g.Id, StringComparer.Ordinal));
        var states = new Dictionary<LogGroup, GroupState>();
        while (queue.Count > 0 && time.GetElapsedTime(start) < LongestRun && await lease.StillHeldAsync(cancellationToken))
        {
            var turns = queue.Take(TurnsAtOnce).ToList();
            foreach (var (group, state) in await Task.WhenAll(turns.Select(g => TryTakeTurnAsync(pace, g, cancellationToken))))
            {
                queue.Dequeue();
                _turns[group.Id] = ++_turn;
                if (state is not null)
                {
                    states[group] = state;
                    if (ScanPolicy.HasMore(state, time.GetUtcNow()))
                    {
                        queue.Enqueue(group);
                    }
                }
            }
        }

        // Not after each turn: what is made up for within the run is no news.
        foreach (var (group, state) in states)
        {
            await delays.TellAsync(group, ScanPolicy.BehindBy(state, time.GetUtcNow()), cancellationToken);
        }
    }

    /// <summary>How the group stands then; no state if it could not be read.</summary>
    private async Task<(LogGroup Group, GroupState? State)> TryTakeTurnAsync(LogsPace pace, LogGroup group, CancellationToken cancellationToken)
    {
        using var span = telemetry.Scanning(group);
        try
        {
            var state = await scan.TakeTurnAsync(pace, group, cancellationToken);
            telemetry.ReadUpTo(group, state);
            await access.SucceededAsync(AddressOf(group), cancellationToken);
            return (group, state);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            Instrumentation.Fail(span, failure.Code);
            await access.FailedAsync($"log group {group.Name}", AddressOf(group), failure, group.Settings.Channel, cancellationToken);
        }
        catch (UnreadableDocumentException e)
        {
            // Else it would keep the group for good. It is told, and kept where somebody can look at it.
            await unreadable.SetAsideAsync(e.Name, e.Message, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One group that fails must not keep the others from being read.
            Log.GroupFailed(logger, group.Id, e);
            Instrumentation.Fail(span, e.GetType().Name);
        }

        return (group, null);
    }

    private static string AddressOf(LogGroup group) => $"log-group:{group.Id}";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The log group {Group} could not be scanned; the next run goes on with it")]
        public static partial void GroupFailed(ILogger logger, string group, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "{Document} and what came with it could not be counted; it is kept, and tried again")]
        public static partial void InboxFailed(ILogger logger, string document, Exception exception);
    }
}
