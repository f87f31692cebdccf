using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Problems;

/// <summary>
/// Brings Slack to the state of the problems, as a reconciler. Only the holder of the lease speaks, so that there is one voice however
/// many instances run.
/// </summary>
internal sealed partial class Notifier(
    IDocumentStore store, Leases leases, ProblemBook book, DueList dues, ProblemShower shower, ProblemKinds kinds, UnreadableDocuments unreadable,
    IOptions<ProblemsOptions> options, TimeProvider time, ILogger<Notifier> logger)
{
    private const string LeaseName = "notifier";

    /// <summary>A run ends itself after this time; the next one goes on.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    /// <summary>The same where another work waits for it.</summary>
    private static readonly TimeSpan LongestShortRun = TimeSpan.FromSeconds(20);

    /// <summary>A channel that Slack closed for longer is left to a later run, so that the others need not wait for it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>A marker this young may belong to a change that is being written.</summary>
    private static readonly TimeSpan MarkerSettles = TimeSpan.FromMinutes(1);

    /// <summary>One message that Slack fails on must not silence the others; after so many in a row it is Slack itself that is silent.</summary>
    private const int SilentCalls = 3;

    public Task<NotifierRun> RunAsync(CancellationToken cancellationToken) => RunAsync(LongestRun, cancellationToken);

    public Task<NotifierRun> RunShortAsync(CancellationToken cancellationToken) => RunAsync(LongestShortRun, cancellationToken);

    private async Task<NotifierRun> RunAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        await dues.RingAsync(cancellationToken);
        var markers = await store.ListAsync(ProblemBook.ChangedFolder, cancellationToken).ToListAsync(cancellationToken);
        if (markers.Count == 0)
        {
            return new NotifierRun();
        }

        await using var lease = await leases.TryAcquireAsync(LeaseName, cancellationToken);
        var run = new NotifierRun { IsOurs = lease is not null };
        if (lease is not null)
        {
            var pace = SlackPace.Parse(lease.Note);
            await ShowAsync(await WorkAsync(markers, run, cancellationToken), longest, lease, pace, run, cancellationToken);
            await lease.ReleaseAsync(pace.ToNote(time.GetUtcNow()));
        }

        return run;
    }

    /// <summary>The problems that Slack does not show as they are, most urgent first. Markers of those that it does show are cleared.</summary>
    private async Task<PriorityQueue<Work, (int, DateTimeOffset)>> WorkAsync(List<ListedDocument> markers, NotifierRun run, CancellationToken cancellationToken)
    {
        var work = new PriorityQueue<Work, (int, DateTimeOffset)>();
        foreach (var marker in markers)
        {
            try
            {
                var key = marker.Name[ProblemBook.ChangedFolder.Length..];
                if (kinds.Of(key) is { } kind && await book.DeriveAsync(kind, key, cancellationToken) is { } problem)
                {
                    await dues.SetAsync(problem, ReminderPolicy.NextLook(problem, kind.QuietAfter, options.Value.RemindAfter, time.GetUtcNow()), cancellationToken);
                    if (Add(work, kind, problem) is not Showing.Nothing and var showing)
                    {
                        run.Add(showing == Showing.Later ? problem.Shown.Refusal : null);
                        continue;
                    }
                }

                if (marker.ListedAt - marker.LastModified > MarkerSettles)
                {
                    await store.DeleteAsync(marker.Name, marker.ETag, cancellationToken);
                }
            }
            catch (UnreadableDocumentException e) when (e.Name.StartsWith(ProblemBook.Folder, StringComparison.Ordinal))
            {
                await unreadable.SetAsideAsync(e.Name, e.Message, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One problem that fails must not silence the others.
                Log.ProblemFailed(logger, marker.Name, e);
                run.Add(e);
            }
        }

        return work;
    }

    private Showing Add(PriorityQueue<Work, (int, DateTimeOffset)> work, IProblemKind kind, Problem problem)
    {
        var showing = shower.Decide(problem, time.GetUtcNow());
        if (showing is not Showing.Nothing and not Showing.Later)
        {
            work.Enqueue(new Work(kind, problem), NotifierPolicy.Order(problem, showing));
        }

        return showing;
    }

    private async Task ShowAsync(PriorityQueue<Work, (int, DateTimeOffset)> work, TimeSpan longest, Lease lease, SlackPace pace, NotifierRun run, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var silent = 0;
        while (work.TryDequeue(out var next, out _))
        {
            var channel = shower.ChannelOf(next.Problem);
            var wait = pace.Wait(channel, time.GetUtcNow());
            if (wait > LongestWait || time.GetElapsedTime(start) > longest)
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
                if (await shower.ShowAsync(next.Kind, next.Problem, cancellationToken) is not { } answer)
                {
                    continue;
                }

                pace.Called(channel, time.GetUtcNow(), answer.RetryAfter);
                run.Add(answer);
                silent = answer.Outcome == Slack.SlackOutcome.Unknown ? silent + 1 : 0;
                if (silent > 0)
                {
                    Log.SlackSilent(logger, next.Problem.Key, answer.Error);
                }

                if (silent == SilentCalls)
                {
                    return;
                }

                // What stands in the channel may lack its thread.
                if (answer.IsDone && await book.ReadAsync(next.Problem.Key, cancellationToken) is { } problem)
                {
                    Add(work, next.Kind, problem);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One problem that cannot be shown must not silence the others.
                Log.ProblemFailed(logger, next.Problem.Key, e);
                run.Add(e);
            }
        }
    }

    private sealed record Work(IProblemKind Kind, Problem Problem);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The problem {Problem} could not be shown; it is tried again")]
        public static partial void ProblemFailed(ILogger logger, string problem, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Slack does not answer ({Error}); {Problem} waits")]
        public static partial void SlackSilent(ILogger logger, string problem, string? error);
    }
}
