using System.Globalization;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.DeadLetters;

/// <summary>Why a dead letter failed, in words: as it says itself, and as others know it.</summary>
internal static class DeadLetterReasonBlocks
{
    private const int LongestCode = 100;
    private const int LongestMessage = 600;
    private const int LongestTitle = 150;
    private const int LongestDetail = 1200;

    /// <param name="budget">How many characters of a detail may be shown; with none, only what is most important is.</param>
    public static IEnumerable<Block> Of(SlackText text, DeadLetter letter, IReadOnlyList<Evidence> evidence, int budget)
    {
        var reason = DeadLetterReason.Of(letter);
        yield return Section($"*Reason:* {(reason is null ? Receives(letter) : Said(text, reason, budget))}");
        if (budget == 0)
        {
            yield break;
        }

        var details = evidence.Count + (reason?.Detail is null ? 0 : 1);
        var each = Math.Min(LongestDetail, Math.Max(150, budget / Math.Max(1, details)));
        if (reason?.Detail is { } detail)
        {
            yield return Section(text.Block(detail, each).Text);
        }

        foreach (var known in evidence)
        {
            yield return Section($"{text.Bold(known.Title, LongestTitle)} · {SlackText.Moment(known.At)}\n{text.Block(known.Detail, each).Text}");
        }
    }

    private static string Said(SlackText text, DeadLetterReason reason, int budget)
    {
        var code = reason.Code is null ? "" : $"{text.Code(reason.Code, LongestCode)} ";
        var message = reason.Message is null ? "" : $"{text.Line(reason.Message, Math.Clamp(budget, LongestTitle, LongestMessage))} ";
        return $"{code}{message}(from {text.Line(reason.Source, LongestTitle)})";
    }

    /// <summary>SQS counts receives in all queues, and bringing it here was one.</summary>
    private static string Receives(DeadLetter letter) =>
        int.TryParse(letter.ReceiveCount, NumberStyles.None, CultureInfo.InvariantCulture, out var receives) && receives > 1
            ? $"consumers received it {(receives == 2 ? "once" : $"{SlackText.Number(receives - 1)} times")} and never deleted it"
            : "no consumer received it; it was sent to this queue as it is";

    private static SectionBlock Section(string mrkdwn) => new() { Text = new Mrkdwn(mrkdwn) };
}
