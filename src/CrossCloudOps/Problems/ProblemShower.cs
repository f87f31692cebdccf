using System.Globalization;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Problems;

/// <summary>Shows one problem in Slack, each step safe to repeat: marked before it is posted, recorded after Slack confirmed.</summary>
internal sealed partial class ProblemShower(
    ProblemBook book, SlackClient slack, ReplyShower replies, IOptions<SlackOptions> options, IOptions<ProblemsOptions> problems, TimeProvider time, ILogger<ProblemShower> logger)
{
    private const string EventType = "crosscloudops_problem";
    private const string KeyField = "key";
    private const string OpeningField = "opening";
    private const int HistoryPages = 10;

    /// <summary>How far Slack's clock and ours may differ when a message of ours is looked for.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly SlackOptions _options = options.Value;

    public Showing Decide(Problem problem, DateTimeOffset now)
    {
        var showing = _options.HasBot ? NotifierPolicy.Decide(problem, now) : NotifierPolicy.DecideWithoutEdits(problem, now);
        return showing == Showing.Nothing && problem.Shown.Version != 0 && ReminderPolicy.Due(problem, problems.Value.RemindAfter, now) is not null
            ? Showing.Reply
            : showing;
    }

    public string ChannelOf(Problem problem) => _options.HasBot ? problem.Channel ?? _options.Channel! : "webhook";

    /// <summary>One step towards what Slack should show. Null if Slack needed not be asked.</summary>
    public async Task<SlackAnswer?> ShowAsync(IProblemKind kind, Problem problem, CancellationToken cancellationToken)
    {
        var showing = Decide(problem, time.GetUtcNow());
        if (showing == Showing.Reply)
        {
            return await replies.ShowAsync(kind, problem, cancellationToken);
        }

        var message = await kind.ComposeAsync(problem, time.GetUtcNow(), cancellationToken);
        var call = new SlackCall { Text = message.Text, Blocks = message.Blocks, UnfurlLinks = false, UnfurlMedia = false };
        if (!_options.HasBot)
        {
            return await RecordAsync(problem, await slack.PostToWebhookAsync(call, cancellationToken), isNew: false, cancellationToken);
        }

        return showing switch
        {
            Showing.Look => await LookAsync(problem, cancellationToken),
            Showing.Edit => await EditAsync(problem, call, cancellationToken),
            _ => await PostAsync(problem, call, cancellationToken),
        };
    }

    private async Task<SlackAnswer> EditAsync(Problem problem, SlackCall call, CancellationToken cancellationToken)
    {
        var edit = call with { Channel = problem.Shown.Channel, Ts = problem.Shown.Ts, UnfurlLinks = null, UnfurlMedia = null };
        var answer = await slack.CallAsync("chat.update", edit, cancellationToken);
        if (answer.Response?.Error is "message_not_found" or "edit_window_closed" or "cant_update_message")
        {
            // Somebody deleted it, or Slack lets nobody edit it any more: the problem gets a new message.
            await book.ShownAsync(problem.Key, static shown => new ShownInSlack { At = shown.At, DueAt = shown.DueAt }, cancellationToken);
            return new SlackAnswer(SlackOutcome.Done);
        }

        return await RecordAsync(problem, answer, isNew: false, cancellationToken);
    }

    private async Task<SlackAnswer> PostAsync(Problem problem, SlackCall call, CancellationToken cancellationToken)
    {
        await book.ShownAsync(problem.Key, shown => shown with { PostingAt = time.GetUtcNow() }, cancellationToken);
        var post = call with
        {
            Blocks = problem.Shown.Ts is null ? call.Blocks : [.. call.Blocks!, .. await LinkToEarlierAsync(problem.Shown, cancellationToken)],
            Channel = ChannelOf(problem),
            Username = _options.Username,
            IconEmoji = _options.IconEmoji,
            Metadata = new SlackMetadata(EventType, Marker(problem)),
        };
        return await RecordAsync(problem, await slack.CallAsync("chat.postMessage", post, cancellationToken), isNew: true, cancellationToken);
    }

    /// <summary>What comes back gets a message of its own, because an edit alerts nobody; it leads to the one before.</summary>
    private async Task<IReadOnlyList<Block>> LinkToEarlierAsync(ShownInSlack earlier, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string> { ["channel"] = earlier.Channel!, ["message_ts"] = earlier.Ts! };
        var answer = await slack.ReadAsync("chat.getPermalink", arguments, cancellationToken);
        return answer.Response?.Permalink is { } permalink && Uri.TryCreate(permalink, UriKind.Absolute, out var link)
            ? [new ContextBlock([new Mrkdwn($"It was <{link.AbsoluteUri}|here before>.")])]
            : [];
    }

    /// <summary>Only what Slack confirmed counts as shown; only what it surely did not do is no longer in doubt.</summary>
    private async Task<SlackAnswer> RecordAsync(Problem problem, SlackAnswer answer, bool isNew, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        switch (answer.Outcome)
        {
            case SlackOutcome.Done:
                await book.ShownAsync(problem.Key, shown => (isNew ? new ShownInSlack { DueAt = shown.DueAt } : shown) with
                {
                    Channel = answer.Response?.Channel ?? shown.Channel,
                    Ts = answer.Response?.Ts ?? shown.Ts,
                    PostingAt = null,
                    Refusal = null,
                    Version = problem.Version,
                    Opening = IsSilentReturn(shown) ? shown.Opening : problem.Opening,
                    Count = problem.Count,
                    State = problem.State,
                    At = IsSilentReturn(shown) ? shown.At : now,
                }, cancellationToken);
                break;
            case SlackOutcome.Refused:
                Log.Refused(logger, problem.Key, answer.Error);
                await book.ShownAsync(
                    problem.Key, shown => shown with { PostingAt = null, Refusal = NotifierPolicy.Refuse(shown, answer.Error ?? "", now) }, cancellationToken);
                break;
            case SlackOutcome.RateLimited:
                await book.ShownAsync(problem.Key, static shown => shown with { PostingAt = null }, cancellationToken);
                break;
            default:
                break;
        }

        return answer;

        // It came back while it is muted: the edit alerts nobody, and whoever must hear of it shall hear when the mute is over.
        bool IsSilentReturn(ShownInSlack shown) => !isNew && problem.State == ProblemState.Open && problem.IsMuted(now) && shown.Opening != problem.Opening;
    }

    /// <summary>
    /// Looks for a post that was begun, by the marker in its metadata. One that is there is recorded as showing an older version, so that
    /// it is edited next, even if the problem was resolved and came back meanwhile; one that is not there may be posted again.
    /// </summary>
    private async Task<SlackAnswer> LookAsync(Problem problem, CancellationToken cancellationToken)
    {
        var begun = problem.Shown.PostingAt!.Value;
        var (answer, message) = await FindAsync(problem.Key, ChannelOf(problem), begun - ClockSkew, cancellationToken);
        if (message is not null)
        {
            Log.Found(logger, problem.Key, message.Ts);
            var found = new ShownInSlack { Channel = ChannelOf(problem), Ts = message.Ts, Opening = OpeningOf(message) ?? problem.Opening, At = begun };
            await book.ShownAsync(problem.Key, shown => found with { DueAt = shown.DueAt }, cancellationToken);
        }
        else if (answer.Outcome is SlackOutcome.Done or SlackOutcome.Refused)
        {
            await book.ShownAsync(problem.Key, static shown => shown with { PostingAt = null }, cancellationToken);
        }

        return answer;
    }

    private async Task<(SlackAnswer Answer, SlackHistoryMessage? Message)> FindAsync(
        string key, string channel, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string>
        {
            ["channel"] = channel,
            ["oldest"] = since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["include_all_metadata"] = "true",
            ["limit"] = "200",
        };
        for (var page = 1; ; page++)
        {
            var answer = await slack.ReadAsync("conversations.history", arguments, cancellationToken);
            if (!answer.IsDone)
            {
                Log.HistoryClosed(logger, answer.Error);
                return (answer, null);
            }

            var found = answer.Response?.Messages?.FirstOrDefault(m => IsOf(m, key));
            if (found is not null || page == HistoryPages || answer.Response?.ResponseMetadata?.NextCursor is not { Length: > 0 } cursor)
            {
                return (answer, found);
            }

            arguments["cursor"] = cursor;
        }
    }

    private static Dictionary<string, string> Marker(Problem problem) =>
        new() { [KeyField] = problem.Key, [OpeningField] = problem.Opening.ToString(CultureInfo.InvariantCulture) };

    private static bool IsOf(SlackHistoryMessage message, string key) =>
        message is { Ts: not null, Metadata: { EventType: EventType } metadata } && metadata.Text(KeyField) == key;

    private static int? OpeningOf(SlackHistoryMessage message) =>
        int.TryParse(message.Metadata?.Text(OpeningField), NumberStyles.None, CultureInfo.InvariantCulture, out var opening) ? opening : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack refused the message of {Problem}: {Error}")]
        public static partial void Refused(ILogger logger, string problem, string? error);

        [LoggerMessage(2, LogLevel.Information, "An unconfirmed post of {Problem} was found in Slack as {Ts}")]
        public static partial void Found(ILogger logger, string problem, string? ts);

        [LoggerMessage(3, LogLevel.Warning, "The channel's history could not be read ({Error}): the bot needs the scope channels:history, or groups:history in a private channel")]
        public static partial void HistoryClosed(ILogger logger, string? error);
    }
}
