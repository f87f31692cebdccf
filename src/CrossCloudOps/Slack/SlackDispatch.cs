using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Slack;

/// <summary>
/// Brings what somebody asked for to its action: the operator check, the job, and the first try. Answers within Slack's three seconds,
/// whatever the action takes.
/// </summary>
internal sealed partial class SlackDispatch(SlackJobs jobs, SlackOperators operators, SlackClient slack, ILogger<SlackDispatch> logger)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.3);

    /// <summary>Slack's three seconds, less the way; by the system's clock, which is Slack's too.</summary>
    public static Task TimeIsUp() => Task.Delay(AnswerWithin, TimeProvider.System, CancellationToken.None);

    /// <summary>Once the job is stored, what takes longer than Slack waits goes on by itself. Before that, Slack shows the user an error.</summary>
    public async Task<SlackReply> AnswerInTimeAsync(SlackJob job, CancellationToken cancellationToken)
    {
        var timeIsUp = TimeIsUp();
        var accepting = AcceptAsync(job, cancellationToken);
        await Task.WhenAny(accepting, timeIsUp);
        if (!accepting.IsCompletedSuccessfully)
        {
            Log.NotStored(logger, accepting.Exception);
            return new SlackReply(HttpStatusCode.ServiceUnavailable, "The action could not be stored in time. Press again if nothing changes within two minutes.");
        }

        if (await accepting is { } etag)
        {
            await Task.WhenAny(FinishAsync(job, etag), timeIsUp);
        }

        return new SlackReply(HttpStatusCode.OK);
    }

    /// <summary>The job's ETag once it is stored and to be run; null if there is nothing to do.</summary>
    private async Task<string?> AcceptAsync(SlackJob job, CancellationToken cancellationToken)
    {
        if (!jobs.Knows(job.ActionId))
        {
            await NoteAsync(job, "This button is from another version of CrossCloudOps and does nothing any more.", cancellationToken);
            return null;
        }

        if (!await operators.IncludeAsync(job.UserId, cancellationToken))
        {
            await NoteAsync(job, operators.Refusal, cancellationToken);
            return null;
        }

        return await jobs.AddAsync(job, cancellationToken);
    }

    /// <summary>Tells the one who pressed, and nobody else.</summary>
    public async Task NoteAsync(SlackJob job, string text, CancellationToken cancellationToken)
    {
        if (job.ResponseUrl is { } responseUrl)
        {
            await slack.RespondAsync(responseUrl, new SlackCall { Text = text, ResponseType = "ephemeral", ReplaceOriginal = false }, cancellationToken);
        }
    }

    /// <summary>The job is durable, so the caller's leaving does not stop it, and if it fails the timer takes it up.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here, the job is stored and tried again.")]
    private async Task FinishAsync(SlackJob job, string etag)
    {
        try
        {
            await jobs.RunAsync(job, etag, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.ActionFailed(logger, job.ActionId, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The action {Action} failed; its job is tried again")]
        public static partial void ActionFailed(ILogger logger, string action, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "An action could not be stored")]
        public static partial void NotStored(ILogger logger, Exception? exception);
    }
}
