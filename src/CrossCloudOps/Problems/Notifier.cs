using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Problems;

/// <summary>
/// Brings Slack to the state of the problems, as a reconciler. Only the holder of the lease speaks, so that there is one voice however
/// many instances run.
/// </summary>
internal sealed partial class Notifier(
    IDocumentStore store, Leases leases, ProblemBook book, ProblemShower shower, IEnumerable<IProblemKind> kinds, TimeProvider time, ILogger<Notifier> logger)
{
    private const string LeaseName = "notifier";

    /// <summary>A run ends itself after this time; the next one goes on.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    /// <summary>A channel that Slack closed for longer is left to a later run, so that the others need not wait for it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>A marker this young may belong to a change that is being written.</summary>
    private static readonly TimeSpan MarkerSettles = TimeSpan.FromMinutes(1);

    /// <summary>One message that Slack fails on must not silence the others; after so many in a row it is Slack itself that is silent.</summary>
    private const int SilentCalls = 3;

    private readonly Dictionary<string, IProblemKind> _kinds = kinds.ToDictionary(static k => k.Kind);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var markers = await store.ListAsync(ProblemBook.ChangedFolder, cancellationToken).ToListAsync(cancellationToken);
        if (markers.Count == 0)
        {
            return;
        }

        await using var lease = await leases.TryAcquireAsync(LeaseName, cancellationToken);
        if (lease is null)
        {
            return;
        }

        var pace = SlackPace.Parse(lease.Note);
        await ShowAsync(await WorkAsync(markers, cancellationToken), lease, pace, cancellationToken);
        await lease.ReleaseAsync(pace.ToNote(time.GetUtcNow()));
    }

    /// <summary>The problems that Slack does not show as they are, most urgent first. Markers of those that it does show are cleared.</summary>
    private async Task<List<(IProblemKind Kind, Problem Problem)>> WorkAsync(List<ListedDocument> markers, CancellationToken cancellationToken)
    {
        var work = new List<(IProblemKind Kind, Problem Problem)>();
        foreach (var marker in markers)
        {
            try
            {
                var key = marker.Name[ProblemBook.ChangedFolder.Length..];
                if (_kinds.TryGetValue(key.Split('/')[0], out var kind)
                    && await book.DeriveAsync(kind, key, cancellationToken) is { } problem
                    && shower.Decide(problem, time.GetUtcNow()) is var showing && showing != Showing.Nothing)
                {
                    if (showing != Showing.Later)
                    {
                        work.Add((kind, problem));
                    }
                }
                else if (marker.ListedAt - marker.LastModified > MarkerSettles)
                {
                    await store.DeleteAsync(marker.Name, marker.ETag, cancellationToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One unreadable problem must not silence the others.
                Log.ProblemFailed(logger, marker.Name, e);
            }
        }

        return [.. work.OrderBy(static w => NotifierPolicy.Order(w.Problem))];
    }

    private async Task ShowAsync(List<(IProblemKind Kind, Problem Problem)> work, Lease lease, SlackPace pace, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var silent = 0;
        foreach (var (kind, problem) in work)
        {
            var channel = shower.ChannelOf(problem);
            var wait = pace.Wait(channel, time.GetUtcNow());
            if (wait > LongestWait || time.GetElapsedTime(start) > LongestRun)
            {
                continue;
            }

            await Task.Delay(wait, time, cancellationToken);
            if (!await lease.StillHeldAsync(cancellationToken))
            {
                return;
            }

            try
            {
                var answer = await shower.ShowAsync(kind, problem, cancellationToken);
                pace.Called(channel, time.GetUtcNow(), answer.RetryAfter);
                silent = answer.Outcome == Slack.SlackOutcome.Unknown ? silent + 1 : 0;
                if (silent > 0)
                {
                    Log.SlackSilent(logger, problem.Key, answer.Error);
                }

                if (silent == SilentCalls)
                {
                    return;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One problem that cannot be shown must not silence the others.
                Log.ProblemFailed(logger, problem.Key, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The problem {Problem} could not be shown; it is tried again")]
        public static partial void ProblemFailed(ILogger logger, string problem, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Slack does not answer ({Error}); {Problem} waits")]
        public static partial void SlackSilent(ILogger logger, string problem, string? error);
    }
}
