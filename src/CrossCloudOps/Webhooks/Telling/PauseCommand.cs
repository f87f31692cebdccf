using CrossCloudOps.Slack;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary><c>/ops pause &lt;route&gt; [for 30m]</c>.</summary>
internal sealed class PauseCommand(RouteActs acts, SlackText text) : ISlackCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    public string Name => "pause";

    public string Usage => "`<route> [for 30m]` delivers none of that route's webhooks, until then or until `/ops resume <route>`; they wait in the queue";

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        var words = job.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not ([_] or [_, "for", _]))
        {
            return Told("Which route? For example: `/ops pause Orders for 30m`.");
        }

        if (acts.Find(words[0]) is not { } route)
        {
            return Told(acts.NoSuchRoute(words[0]));
        }

        var length = words.Length == 1 ? null : TypedLength.Parse(words[2]);
        return words.Length > 1 && !(length <= Longest)
            ? Told($"{text.Code(words[2], 50)} is no time of at most {Longest.Days} days. For example: `/ops pause Orders for 30m`, `for 2h`, `for 1d`.")
            : await acts.PauseAsync(job, route, length, cancellationToken);
    }

    private static SlackActionResult Told(string note) => new(null, note);
}
