using CrossCloudOps.Aws;
using CrossCloudOps.Pages;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Page;

/// <summary>What became of a dead letter, in plain words.</summary>
internal static class DeadLetterHistory
{
    public static (PageLevel Level, string Words) Standing(DeadLetterState? state) => state?.Status switch
    {
        null or DeadLetterStatus.Open => (PageLevel.Notice, "it waits for somebody"),
        DeadLetterStatus.Sending => (PageLevel.Notice, $"{state.UserId} is sending it back"),
        DeadLetterStatus.Unconfirmed => (PageLevel.Bad, "it was sent back, and SQS did not confirm it"),
        DeadLetterStatus.Sent => (PageLevel.Fine, $"{state.UserId} sent it back{(state.Edit is null ? "" : ", edited")}"),
        _ => (PageLevel.Fine, $"{state.UserId} discarded it; the archive keeps it"),
    };

    public static IEnumerable<PageFact> Facts(DeadLetter letter, DeadLetterState? state)
    {
        if (letter.CameBack is { } back)
        {
            var link = DeadLetterId.Parse(back.From) is { } earlier ? DeadLetterPage.AddressOf(earlier) : null;
            yield return new PageFact("Came back", new TextCell($"{(back.Times == 1 ? "once" : $"{SlackText.Number(back.Times)} times")}, last from attempt {back.Attempt} of an earlier one", link));
        }

        // The newest act hides the ones before it, as long as it is not certain.
        for (var act = state; act is not null; act = act.Before)
        {
            yield return new PageFact(Name(act), new TextCell(Words(act)));
            yield return new PageFact("At", new MomentCell(act.At));
        }
    }

    private static string Name(DeadLetterState state) => state.Status switch
    {
        DeadLetterStatus.Sent => "Sent back",
        DeadLetterStatus.Discarded => "Discarded",
        DeadLetterStatus.Open => "Not sent",
        DeadLetterStatus.Sending => "Being sent",
        _ => "Sent, not confirmed",
    };

    private static string Words(DeadLetterState state) => string.Join(
        ", ",
        new[]
        {
            $"by {state.UserId}",
            state.Target is { } target ? $"to {SqsQueue.NameOf(target)}" : null,
            state.NewMessageId is { } id ? $"as {id}" : null,
            state.Edit is null ? null : "edited",
            state.Attempt > 1 ? $"attempt {state.Attempt}" : null,
            state.Error,
        }.OfType<string>());
}
