using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Logs.Telling;

/// <summary>Log records that could not be read, in words: how many, from where, why, and what to do. Nothing of what was in them is known.</summary>
internal sealed class UnreadableMessage(SlackText text)
{
    private const int Mebibyte = 1024 * 1024;

    public SlackMessage Of(Problem problem, UnreadableSummary unread, DateTimeOffset now)
    {
        var isOpen = problem.State == ProblemState.Open;
        var title = isOpen
            ? $"{(unread.IsAll ? "" : "over ")}{SlackText.Number(problem.Count)} log {(problem.Count == 1 ? "record" : "records")} could not be read"
            : "Log records can be read again";
        return new SlackMessage(
            title,
            [
                new HeaderBlock(new PlainText($"{(isOpen ? "🧩" : "✅")} {title}")),
                .. isOpen ? What(problem, unread) : Past(problem, now),
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem),
            ]);
    }

    private IEnumerable<Block> What(Problem problem, UnreadableSummary unread)
    {
        var span = $"since {SlackText.Moment(problem.OpenedAt)}, counted over a day at most";
        if (unread.Newest is not { } newest)
        {
            yield return Section(span);
            yield break;
        }

        var source = newest.Source is { } arn ? text.Code(arn, 300) : "a sender that did not say its name";
        var others = unread.Read.Select(static r => r.Source).Distinct().Count() - 1;
        yield return Section($"{source}{(others > 0 ? $" and {SlackText.Number(others)} more" : "")}\n{span}\nthe newest {SlackText.Moment(newest.At)}: {newest.Unreadable.Sum(static u => (long)u.Count)} of {SlackText.Number(newest.Records)} records of request {text.Code(newest.Request, 100)}");
        yield return Section(string.Join('\n', unread.Reasons.Select(static u => $"• *{SlackText.Number(u.Count)}* {Reason(u.Reason)}")));
        yield return new ContextBlock([new Mrkdwn("They were acknowledged: sent again they would be the same. Everything else of these requests is counted. A stream that backs up all data to S3 still has them. This ends by itself a day after the newest.")]);
    }

    private static IEnumerable<Block> Past(Problem problem, DateTimeOffset now) =>
        [Section($"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(problem.LastSeenAt)}\nNone came in for {SlackText.Length((problem.ResolvedAt ?? now) - problem.LastSeenAt)}.")];

    private static string Reason(UnreadableReason reason) => reason switch
    {
        UnreadableReason.NoData => "had no data, or data that is no text. A transformation of the stream must return `data` with each record.",
        UnreadableReason.Base64 => "had data that is not base64. A transformation of the stream must return it as base64.",
        UnreadableReason.Gzip => "had gzip that is broken or cut off. A transformation of the stream must return it whole.",
        UnreadableReason.TooLarge => $"would inflate to more than {Gzip.Limit / Mebibyte} MiB. CloudWatch Logs sends about 1 MB in one: look who else writes into the stream.",
        UnreadableReason.NoPayload => "held neither a payload of CloudWatch Logs nor text. Look who else writes into the stream, and what its transformation does.",
        UnreadableReason.TooManyEvents => "held more events than are taken at once, or came behind so many in one request. Lower the buffer size of the stream's destination.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason needs words."),
    };

    private static SectionBlock Section(string mrkdwn) => new() { Text = new Mrkdwn(mrkdwn) };
}
