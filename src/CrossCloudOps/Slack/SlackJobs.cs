using System.Globalization;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Slack;

/// <summary>
/// Runs what buttons ask for. A job is stored first, tried at once, and taken up again by <see cref="ResumeAllAsync"/> if the instance
/// that tried it did not come to its end. A finished one is kept ten minutes, to answer a repeated delivery.
/// </summary>
internal sealed partial class SlackJobs(
    IDocumentStore store, IEnumerable<ISlackAction> actions, SlackClient slack, TimeProvider time, ILogger<SlackJobs> logger)
{
    private const string Folder = "jobs/";

    /// <summary>Slack waits three seconds for an answer.</summary>
    private static readonly TimeSpan BeginWithin = TimeSpan.FromSeconds(2);

    /// <summary>When the timer runs a job, nobody waits; but the next job does.</summary>
    private static readonly TimeSpan BeginWithinRun = TimeSpan.FromMinutes(1);

    /// <summary>A sender gives up after 20 s, so after this time nobody works on a job any more.</summary>
    private static readonly TimeSpan LeftBehindAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>What cannot be done for a day will not be done: what it was about is as it was, and can be pressed again.</summary>
    private static readonly TimeSpan TriedFor = TimeSpan.FromDays(1);

    private readonly Dictionary<string, ISlackAction> _actions = actions.ToDictionary(static a => a.ActionId);

    public bool Knows(string actionId) => _actions.ContainsKey(actionId);

    /// <summary>Stores a job. Returns its ETag, or null if this very request was stored before.</summary>
    public Task<string?> AddAsync(SlackJob job, CancellationToken cancellationToken) =>
        store.CreateAsync(Name(job), job, SlackJobJson.Default.SlackJob, cancellationToken);

    /// <summary>Runs a stored job to its end, or leaves it for <see cref="ResumeAllAsync"/>.</summary>
    public Task RunAsync(SlackJob job, string etag, CancellationToken cancellationToken) =>
        RunAsync(job, etag, new SlackActionTime(time, BeginWithin), cancellationToken);

    private async Task RunAsync(SlackJob job, string etag, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        var result = await ResultAsync(job, actionTime, cancellationToken);
        if (result is null)
        {
            return;
        }

        if (result.IsDone)
        {
            // Another run of it may have been faster, with the same end.
            await store.ReplaceAsync(Name(job), etag, job with { Done = true }, SlackJobJson.Default.SlackJob, cancellationToken);
        }

        await AnswerAsync(job, result, cancellationToken);
    }

    /// <summary>A document that cannot be read will not be readable in half a minute either.</summary>
    private async Task<SlackActionResult?> ResultAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        try
        {
            return await _actions[job.ActionId].RunAsync(job, actionTime, cancellationToken);
        }
        catch (UnreadableDocumentException e)
        {
            Log.DocumentUnreadable(logger, job.ActionId, e.Name, e.Reason);
            return new SlackActionResult(null, $"A document that this needs cannot be read, so nothing was done: {SlackText.Escape(e.Name)}");
        }
    }

    /// <summary>Takes up jobs that were left behind, and clears away those that ended ten minutes ago.</summary>
    public async Task ResumeAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var listed in store.ListAsync(Folder, cancellationToken))
        {
            if (listed.ListedAt - listed.LastModified < LeftBehindAfter)
            {
                continue;
            }

            try
            {
                await ResumeAsync(listed, cancellationToken);
            }
            catch (UnreadableDocumentException e) when (e.Name == listed.Name)
            {
                Log.JobUnreadable(logger, e.Name, e.Reason);
                await store.MoveAsync(listed.Name, SetAside.Folder + listed.Name, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // One job that cannot be done must not keep the others waiting.
                Log.JobFailed(logger, listed.Name, e);
            }
        }
    }

    private async Task ResumeAsync(ListedDocument listed, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(listed.Name, SlackJobJson.Default.SlackJob, cancellationToken) is not { } stored)
        {
            return;
        }

        if (!stored.Value.Done && _actions.ContainsKey(stored.Value.ActionId) && time.GetUtcNow() - stored.Value.ReceivedAt < TriedFor)
        {
            await RunAsync(stored.Value, stored.ETag, new SlackActionTime(time, BeginWithinRun, isAwaited: false), cancellationToken);
        }
        else if (listed.ListedAt - listed.LastModified >= KeptFor)
        {
            await store.DeleteAsync(listed.Name, stored.ETag, cancellationToken);
        }
    }

    /// <summary>Only the click's own answer: if it fails, the notifier's next edit shows the same.</summary>
    private async Task AnswerAsync(SlackJob job, SlackActionResult result, CancellationToken cancellationToken)
    {
        if (job.ResponseUrl is null)
        {
            await AnswerSubmissionAsync(job, result, cancellationToken);
            return;
        }

        if (result.Message is { } message)
        {
            var call = new SlackCall { Text = message.Text, Blocks = message.Blocks, ReplaceOriginal = true };
            Report(await slack.RespondAsync(job.ResponseUrl, call, cancellationToken));
        }

        foreach (var told in ToUser(result))
        {
            var call = new SlackCall { Text = told.Text, Blocks = told.Blocks, ResponseType = "ephemeral", ReplaceOriginal = false };
            Report(await slack.RespondAsync(job.ResponseUrl, call, cancellationToken));
        }
    }

    /// <summary>A modal has no response URL: the notifier edits the message, and the one who submitted is told where they did.</summary>
    private async Task AnswerSubmissionAsync(SlackJob job, SlackActionResult result, CancellationToken cancellationToken)
    {
        foreach (var told in job.ChannelId is null ? [] : ToUser(result))
        {
            var call = new SlackCall { Channel = job.ChannelId, User = job.UserId, Text = told.Text, Blocks = told.Blocks };
            Report(await slack.CallAsync("chat.postEphemeral", call, cancellationToken));
        }
    }

    private static IEnumerable<SlackCall> ToUser(SlackActionResult result)
    {
        if (result.Note is { } note)
        {
            yield return new SlackCall { Text = note };
        }

        if (result.ToUser is { } message)
        {
            yield return new SlackCall { Text = message.Text, Blocks = message.Blocks };
        }
    }

    private void Report(SlackAnswer answer)
    {
        if (!answer.IsDone)
        {
            Log.ClickNotAnswered(logger, answer.Error);
        }
    }

    /// <summary>Oldest first, so that what is due stands at the beginning of the list.</summary>
    private static string Name(SlackJob job) =>
        $"{Folder}{job.ReceivedAt.ToUnixTimeSeconds().ToString("D12", CultureInfo.InvariantCulture)}-{job.Id}";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The job {Job} failed and will be tried again")]
        public static partial void JobFailed(ILogger logger, string job, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "A click was not answered ({Error}); the next edit of the message shows its result")]
        public static partial void ClickNotAnswered(ILogger logger, string? error);

        [LoggerMessage(3, LogLevel.Error, "The job {Job} is set aside: {Reason}")]
        public static partial void JobUnreadable(ILogger logger, string job, string reason);

        [LoggerMessage(4, LogLevel.Error, "The action {Action} did nothing: the document {Document} cannot be read: {Reason}")]
        public static partial void DocumentUnreadable(ILogger logger, string action, string document, string reason);
    }
}
