using System.Globalization;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Problems;

/// <summary>The end of a day's audit in words, newest last as it happened.</summary>
internal sealed class AuditMessage(SlackText text)
{
    /// <summary>How long which one and the result may be, tried from the first down until Slack takes the message.</summary>
    private static readonly int[] Longest = [250, 150, 80, 30];

    public SlackMessage Of(AuditDay day) => SlackMessage.Fitting(Longest, longest => Of(day, longest));

    private SlackMessage Of(AuditDay day, int longest)
    {
        var name = day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var head = day.Lines.Count == 0 ? $"Nobody did anything on {name} (UTC)" : $"{(day.IsWhole ? "What was" : $"The last {day.Lines.Count} things")} done on {name} (UTC)";
        return new SlackMessage(head, [new SectionBlock { Text = new Mrkdwn($"🧾 *{head}*") }, .. day.Lines.Select(line => new SectionBlock { Text = new Mrkdwn(Line(line, longest)) })]);
    }

    private string Line(AuditLine line, int longest) =>
        $"{SlackText.Moment(line.At)} · {SlackText.Mention(line.UserId)} · {text.Bold(line.Action, 60)} · {text.Code(line.Subject, longest)}\n{text.Line(line.Result, longest)}";
}
