using System.Globalization;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Problems;

/// <summary>
/// Brings the thread below a problem's message to what should stand there, one reply a call: marked before it is posted, recorded after
/// Slack confirmed. Without threads (an incoming webhook) notices are messages of their own and the rest is left out.
/// </summary>
internal sealed partial class ReplyShower(
    ProblemBook book, SlackClient slack, SlackFiles files, ProblemMessage words, IOptions<SlackOptions> slackOptions, IOptions<ProblemsOptions> options, TimeProvider time, ILogger<ReplyShower> logger)
{
    private const string EventType = "crosscloudops_reply";
    private const string KeyField = "key";
    private const string NameField = "name";

    /// <summary>How far Slack's clock and ours may differ when a reply of ours is looked for.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly bool _hasThreads = slackOptions.Value.HasBot;

    /// <summary>The next reply of a problem whose message stands. Null if Slack needed not be asked.</summary>
    public async Task<SlackAnswer?> ShowAsync(IProblemKind kind, Problem problem, CancellationToken cancellationToken)
    {
        if (problem.Shown.Replying is { } begun)
        {
            return await LookAsync(problem, begun, cancellationToken);
        }

        var missing = (await WantedAsync(kind, problem, cancellationToken)).FirstOrDefault(reply => !Stands(problem.Shown, reply));
        if (missing is null)
        {
            await book.ShownAsync(problem.Key, shown => shown with { RepliesVersion = problem.Version }, cancellationToken);
            return null;
        }

        return await ShowAsync(problem, missing, cancellationToken);
    }

    private async Task<IReadOnlyList<ProblemReply>> WantedAsync(IProblemKind kind, Problem problem, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wanted = await kind.RepliesAsync(problem, now, cancellationToken);
        var muted = problem.IsMuted(now);
        wanted = [.. wanted.Where(reply => reply.IsNotice || (_hasThreads && (!muted || problem.Shown.Replies.Any(r => r.Name == reply.Name))))];
        return ReminderPolicy.Due(problem, options.Value.RemindAfter, now) is { } reminder
            ? [new ProblemReply(reminder, "", _ => Task.FromResult<ReplyContent>(new ReplyMessage(words.Reminder(problem, now)))) { IsNotice = true }, .. wanted]
            : wanted;
    }

    /// <summary>It is there as it should be; or it cannot be edited, and so stays.</summary>
    private static bool Stands(ShownInSlack shown, ProblemReply reply) =>
        shown.Replies.FirstOrDefault(r => r.Name == reply.Name) is { } there && (there.Version == reply.Version || (there.Ts is null && !there.WasRefused));

    private async Task<SlackAnswer> ShowAsync(Problem problem, ProblemReply reply, CancellationToken cancellationToken)
    {
        var content = await reply.ComposeAsync(cancellationToken);
        if (problem.Shown.Replies.FirstOrDefault(r => r.Name == reply.Name) is { Ts: { } ts })
        {
            var message = ((ReplyMessage)content).Message;
            var edit = new SlackCall { Channel = problem.Shown.Channel, Ts = ts, Text = message.Text, Blocks = message.Blocks };
            return await RecordAsync(problem, reply.Name, reply.Version, await slack.CallAsync("chat.update", edit, cancellationToken), ts, cancellationToken);
        }

        var begun = new BegunReply(reply.Name, reply.Version, time.GetUtcNow(), FileId: null);
        await book.ShownAsync(problem.Key, shown => shown with { Replying = begun }, cancellationToken);
        var answer = content switch
        {
            ReplyFile file => await ShareAsync(problem, begun, file, cancellationToken),
            ReplyMessage message when _hasThreads => await slack.CallAsync("chat.postMessage", Post(problem, reply, message.Message), cancellationToken),
            ReplyMessage message => await slack.PostToWebhookAsync(new SlackCall { Text = message.Message.Text, Blocks = message.Message.Blocks }, cancellationToken),
            _ => throw new InvalidOperationException($"A reply is a message or a file, not {content.GetType().Name}."),
        };
        return await RecordAsync(problem, reply.Name, reply.Version, answer, content is ReplyFile ? null : answer.Response?.Ts, cancellationToken);
    }

    private static SlackCall Post(Problem problem, ProblemReply reply, SlackMessage message) => new()
    {
        Channel = problem.Shown.Channel,
        ThreadTs = problem.Shown.Ts,
        ReplyBroadcast = reply.IsNotice ? true : null,
        Text = message.Text,
        Blocks = message.Blocks,
        UnfurlLinks = false,
        UnfurlMedia = false,
        Metadata = new SlackMetadata(EventType, new Dictionary<string, string> { [KeyField] = problem.Key, [NameField] = reply.Name }),
    };

    /// <summary>The file's id is recorded before it is shared, so that a share whose answer was lost is found in the thread.</summary>
    private async Task<SlackAnswer> ShareAsync(Problem problem, BegunReply begun, ReplyFile file, CancellationToken cancellationToken)
    {
        var uploaded = await files.UploadAsync(file.FileName, file.Text, cancellationToken);
        if (uploaded.Response?.FileId is not { } id)
        {
            return uploaded.Outcome == SlackOutcome.Unknown ? uploaded with { Outcome = SlackOutcome.RateLimited } : uploaded;
        }

        await book.ShownAsync(problem.Key, shown => shown with { Replying = begun with { FileId = id } }, cancellationToken);
        return await files.ShareAsync(id, file.Title, file.Comment, problem.Shown.Channel!, problem.Shown.Ts, cancellationToken);
    }

    /// <summary>What Slack refuses is not asked again for this version: the message itself counts, and the next version tries anew.</summary>
    private async Task<SlackAnswer> RecordAsync(Problem problem, string name, string version, SlackAnswer answer, string? ts, CancellationToken cancellationToken)
    {
        if (answer.Outcome == SlackOutcome.Refused)
        {
            Log.Refused(logger, name, problem.Key, answer.Error);
        }

        if (answer.Outcome is SlackOutcome.Done or SlackOutcome.Refused)
        {
            await book.ShownAsync(problem.Key, shown => With(shown, new ShownReply(name, version, answer.IsDone ? ts : null, time.GetUtcNow()) { WasRefused = !answer.IsDone }), cancellationToken);
        }
        else if (answer.Outcome == SlackOutcome.RateLimited)
        {
            await book.ShownAsync(problem.Key, static shown => shown with { Replying = null }, cancellationToken);
        }

        return answer;
    }

    /// <summary>Of reminders only the last one matters.</summary>
    private static ShownInSlack With(ShownInSlack shown, ShownReply reply) => shown with
    {
        Replying = null,
        Replies =
        [
            .. shown.Replies.Where(r => r.Name != reply.Name
                && !(r.Name.StartsWith(ReminderPolicy.NamePrefix, StringComparison.Ordinal) && reply.Name.StartsWith(ReminderPolicy.NamePrefix, StringComparison.Ordinal))),
            reply,
        ],
    };

    /// <summary>Looks in the thread for a reply that was begun. What is not there may be posted again.</summary>
    private async Task<SlackAnswer?> LookAsync(Problem problem, BegunReply begun, CancellationToken cancellationToken)
    {
        if (!_hasThreads)
        {
            // Nothing can be looked for: rather twice than never.
            await book.ShownAsync(problem.Key, static shown => shown with { Replying = null }, cancellationToken);
            return null;
        }

        var arguments = new Dictionary<string, string>
        {
            ["channel"] = problem.Shown.Channel!,
            ["ts"] = problem.Shown.Ts!,
            ["oldest"] = (begun.At - ClockSkew).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["include_all_metadata"] = "true",
            ["limit"] = "200",
        };
        var answer = await slack.ReadAsync("conversations.replies", arguments, cancellationToken);
        if (answer.Outcome is SlackOutcome.Done or SlackOutcome.Refused)
        {
            var found = answer.Response?.Messages?.FirstOrDefault(m => IsOf(m, problem.Key, begun));
            await book.ShownAsync(
                problem.Key,
                shown => found is null
                    ? shown with { Replying = null }
                    : With(shown, new ShownReply(begun.Name, begun.Version, begun.FileId is null ? found.Ts : null, begun.At)),
                cancellationToken);
        }

        return answer;
    }

    private static bool IsOf(SlackHistoryMessage message, string key, BegunReply begun) => begun.FileId is { } file
        ? message.Files?.Any(f => f.Id == file) == true
        : message.Metadata is { EventType: EventType } metadata && metadata.Text(KeyField) == key && metadata.Text(NameField) == begun.Name;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack refused the reply {Reply} of {Problem}: {Error}")]
        public static partial void Refused(ILogger logger, string reply, string problem, string? error);
    }
}
