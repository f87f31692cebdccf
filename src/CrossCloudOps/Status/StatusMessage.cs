using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Status;

/// <summary>What one feature says.</summary>
internal sealed record StatusPart(string Title, IReadOnlyList<string> Lines);

/// <summary>The status in words: one block for each feature, with as many of its lines as Slack takes.</summary>
internal sealed class StatusMessage(IOptions<FeatureSwitches> switches)
{
    /// <summary>Of a section's text.</summary>
    private const int LongestText = 3000;

    private static readonly int[] LinesEach = [40, 20, 12, 6, 3, 1, 0];

    public SlackMessage Of(bool isOk, IReadOnlyList<StatusPart> parts) => SlackMessage.Fitting(LinesEach, lines => Of(isOk, parts, lines));

    private SlackMessage Of(bool isOk, IReadOnlyList<StatusPart> parts, int lines)
    {
        var title = isOk ? "✅ The document store answers" : "🛑 The document store does not answer";
        return new SlackMessage(
            title,
            [
                new SectionBlock { Text = new Mrkdwn($"{title} · on: {string.Join(", ", switches.Value.On)}") },
                .. parts.Select(part => new SectionBlock { Text = new Mrkdwn(Text(part, lines)) }),
            ]);
    }

    private static string Text(StatusPart part, int lines)
    {
        var text = $"*{part.Title}*";
        var shown = 0;
        foreach (var line in part.Lines.Take(lines).TakeWhile(line => text.Length + line.Length < LongestText - 50))
        {
            text += $"\n{line}";
            shown++;
        }

        return shown == part.Lines.Count ? text : $"{text}\nand {part.Lines.Count - shown} lines more";
    }
}
