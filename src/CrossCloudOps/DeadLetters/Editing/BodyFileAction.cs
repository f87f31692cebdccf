using CrossCloudOps.Problems;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Editing;

/// <summary>The button "Put the file into the thread": the notifier posts the whole body there, once.</summary>
internal sealed class BodyFileAction(ProblemBook book) : ISlackAction
{
    public const string Id = "dead-letters.body-file";

    /// <summary>What was wished for first has long been posted.</summary>
    private const int MostWishes = 20;

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        if (DeadLetterButton.Parse(job.Value) is { Id: var id })
        {
            var wish = id.ToString();
            await book.ChangeAsync(
                id.ProblemKey,
                problem => problem is null || problem.Wishes.Contains(wish) ? problem : problem with { Wishes = [.. problem.Wishes.TakeLast(MostWishes - 1), wish] },
                cancellationToken);
        }

        return new SlackActionResult(null, null);
    }
}
