using System.Globalization;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Logs.Telling;

/// <summary>"Errors are told late": a problem for each log group whose reading is behind. It ends when it has caught up.</summary>
internal sealed class LogDelays(ProblemBook book, LogGroups groups, SlackText text, LogPlace place, TimeProvider time) : IProblemKind
{
    private const string ReadUpTo = "readUpTo";

    /// <summary>What is known to be told; the others are asked for once.</summary>
    private readonly Dictionary<string, bool> _told = [];

    public string Kind => "log-delay";

    /// <param name="behind">Null: it is not behind.</param>
    public async Task TellAsync(LogGroup group, TimeSpan? behind, CancellationToken cancellationToken)
    {
        var key = $"{Kind}/{group.Key}";
        if (behind is null)
        {
            if (_told.GetValueOrDefault(group.Id, defaultValue: true))
            {
                await book.ResolveAsync(key, cancellationToken);
                _told[group.Id] = false;
            }

            return;
        }

        _told[group.Id] = true;
        var now = time.GetUtcNow();
        // To the quarter of an hour: nobody needs an edit for each step.
        var upTo = (now - behind.Value).ToUnixTimeSeconds() / 900 * 900;
        await book.SeenAsync(
            new Problem
            {
                Kind = Kind,
                Key = key,
                Title = $"Errors of {group.Name} are told late",
                OpenedAt = now,
                LastSeenAt = DateTimeOffset.FromUnixTimeSeconds(upTo),
                Count = 1,
                Channel = group.Settings.Channel,
                Facts = new Dictionary<string, string> { [LogPlace.Fact] = group.Id, [ReadUpTo] = upTo.ToString(CultureInfo.InvariantCulture) },
            },
            cancellationToken);
    }

    /// <summary>A log group that the settings do not have scanned any more is never read up to now.</summary>
    public Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(problem.State == ProblemState.Open && !IsScanned(problem) ? problem.Resolved(now) : problem);

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isOpen = problem.State == ProblemState.Open;
        var ending = isOpen ? "" : IsScanned(problem) ? ": caught up" : ": not scanned any more";
        var upTo = DateTimeOffset.FromUnixTimeSeconds(long.Parse(problem.Facts.GetValueOrDefault(ReadUpTo, "0"), CultureInfo.InvariantCulture));
        var line = isOpen
            ? $"Read up to {SlackText.Moment(upTo)}, {SlackText.Length(now - upTo)} behind. The rest is read oldest first, as fast as the Region's quota allows (`Logs__CallsPerSecond`), and each error is counted then. If this comes often, let Firehose send the events instead."
            : $"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(problem.ResolvedAt ?? now)}. {(IsScanned(problem) ? "Everything up to now is read and counted." : "The settings do not name it as a log group to be scanned any more.")}";
        return Task.FromResult(new SlackMessage(
            $"{text.Line(problem.Title, 200)}{ending}",
            [
                new HeaderBlock(new PlainText($"{(isOpen ? "🐌" : "✅")} {text.Plain(problem.Title, 120)}{ending}")),
                new SectionBlock { Text = new Mrkdwn($"{place.Of(problem)}\n{line}") },
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem),
            ]));
    }

    private bool IsScanned(Problem problem) => !groups.Of(LogPlace.IdOf(problem)).Settings.Received;
}
