using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Problems;

/// <summary>What a message says of any problem, whatever its kind: how it stands with people, and the buttons for that.</summary>
internal sealed class ProblemMessage(SlackText text)
{
    private const string BlockPrefix = "problem:";

    private static readonly (string Text, TimeSpan Length)[] Mutes =
        [("for 1 hour", TimeSpan.FromHours(1)), ("for 4 hours", TimeSpan.FromHours(4)), ("for 1 day", TimeSpan.FromDays(1)), ("for 1 week", TimeSpan.FromDays(7))];

    /// <summary>The problem that an element's <c>block_id</c> belongs to.</summary>
    public static string? KeyOf(string? blockId) => blockId?.StartsWith(BlockPrefix, StringComparison.Ordinal) == true ? blockId[BlockPrefix.Length..] : null;

    public SlackMessage Reminder(Problem problem, DateTimeOffset now)
    {
        var count = problem.Count == 1 ? "" : $", {SlackText.Number(problem.Count)} of them";
        var line = $"⏰ Still open for {SlackText.Length(now - problem.OpenedAt)}{count}, and nobody acknowledged it: {text.Bold(problem.Title, 100)}";
        return new SlackMessage($"Still open: {text.Line(problem.Title, 100)}", [new SectionBlock { Text = new Mrkdwn(line) }]);
    }

    /// <summary>Who is at it, who muted it, whether it went quiet.</summary>
    public static IEnumerable<Block> Standing(Problem problem)
    {
        var lines = new List<string>();
        if (problem is { State: ProblemState.Open, Acknowledged: { } mark })
        {
            lines.Add($"👀 {SlackText.Mention(mark.UserId)} is at it since {SlackText.Moment(mark.At)}");
        }

        if (problem.Muted is { } mute)
        {
            lines.Add($"🔇 muted by {SlackText.Mention(mute.UserId)} until {SlackText.Moment(mute.Until)}: counted, not told");
        }

        if (problem.Quiet)
        {
            lines.Add($"🌙 quiet: none came in since {SlackText.Moment(problem.LastSeenAt)}");
        }

        return lines.Count == 0 ? [] : [new ContextBlock([.. lines.Select(static l => new Mrkdwn(l))])];
    }

    /// <summary>A row of its own, always the last.</summary>
    /// <param name="mute">What the list of mutes is called.</param>
    /// <param name="shortMute">A button that mutes it at once.</param>
    public static IEnumerable<Block> Buttons(Problem problem, string mute = "Mute this kind…", ButtonElement? shortMute = null)
    {
        if (problem.State != ProblemState.Open && problem.Muted is null)
        {
            yield break;
        }

        yield return new ActionsBlock([.. Elements(problem, mute, shortMute)]) { BlockId = BlockPrefix + problem.Key };
    }

    private static IEnumerable<BlockElement> Elements(Problem problem, string mute, ButtonElement? shortMute)
    {
        if (problem is { State: ProblemState.Open, Acknowledged: null })
        {
            yield return new ButtonElement(AcknowledgeAction.Id, new PlainText("I'm at it"), "acknowledge");
        }

        if (shortMute is not null && problem.Muted is null)
        {
            yield return shortMute;
        }

        yield return problem.Muted is null
            ? new SelectElement(MuteAction.Id, new PlainText(mute), [.. Mutes.Select(static m => new SelectOption(new PlainText(m.Text), $"{(int)m.Length.TotalSeconds}"))])
            : new ButtonElement(UnmuteAction.Id, new PlainText("Unmute"), "unmute");
    }
}
