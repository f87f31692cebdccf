using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>Trouble in words. The order never changes: what and where · since when · why, and what came instead · buttons.</summary>
internal sealed class HeartbeatMessage(SlackText text)
{
    private const int LongestTitle = 140;

    /// <summary>Of the settings' names; so much is said of it that somebody can act at once.</summary>
    private const string NetworkAdvice = "Heartbeats are not judged meanwhile: what is down is told once we see again. Look at the app's way out first: virtual network, firewall, DNS.";

    /// <summary>How many heartbeats are explained, and how much of an answer is shown, tried from the first down until all of it is within Slack's limit.</summary>
    private static readonly (int Explained, int Excerpt)[] Forms = [(10, 1200), (10, 500), (5, 300), (3, 150)];

    public SlackMessage Of(Problem problem, DateTimeOffset now) => Trouble.Parse(problem.Sample) is { } trouble
        ? SlackMessage.Fitting(Forms, form => problem.State == ProblemState.Resolved ? Over(problem, trouble, form.Explained) : Open(problem, trouble, form.Explained, form.Excerpt))
        : Unknown(problem, now);

    public SlackMessage PauseOver(Problem problem) => new(
        $"The pause is over: {text.Line(problem.Title, LongestTitle)}", [Section($"🔔 The pause is over, and it is still so: {text.Bold(problem.Title, LongestTitle)}")]);

    private SlackMessage Open(Problem problem, Trouble trouble, int explained, int excerpt)
    {
        var current = trouble.Pulses.Where(static p => p.EndedAt is null).ToList();
        var reason = trouble.Count == 1 ? current.SelectMany(TroubleWords.Reasons).FirstOrDefault() : null;
        return new SlackMessage(
            reason is null ? text.Line(problem.Title, LongestTitle) : $"{text.Line(problem.Title, LongestTitle)}: {text.Line(reason, LongestTitle)}",
            [
                new HeaderBlock(new PlainText($"{Sign(trouble.Cause)} {text.Plain(problem.Title, LongestTitle)}")),
                Section(string.Join('\n', Where(trouble, current))),
                .. Why(trouble, current, explained, excerpt),
                .. Recovered(trouble, explained),
                .. ProblemMessage.Standing(problem),
                .. Buttons(problem),
            ]);
    }

    private static string Sign(TroubleCause cause) => cause switch
    {
        TroubleCause.Certificate => "📜",
        TroubleCause.Network or TroubleCause.Resolver => "🙈",
        TroubleCause.Behind or TroubleCause.TooMany or TroubleCause.NoPulses => "🐌",
        _ => "💔",
    };

    private IEnumerable<string> Where(Trouble trouble, List<TroubledPulse> current)
    {
        if (trouble.Cause == TroubleCause.Host && trouble.Count == 1 && current is [{ Url: { } url }, ..])
        {
            yield return text.Code(url, 300);
        }
        else if (trouble.Subject.Length > 0)
        {
            yield return text.Code(trouble.Subject, 300);
        }

        if (trouble.Cause == TroubleCause.Certificate)
        {
            yield return $"It is valid until {SlackText.Moment(trouble.Since)}: renew it before. Checked by {Names(trouble.Pulses, trouble.Count)}.";
        }
        else if (trouble.Cause != TroubleCause.TooMany)
        {
            yield return $"since {SlackText.Moment(trouble.Since)}{(trouble.Count > 1 ? $" · *{TroubleWords.Heartbeats(trouble.Count)}*" : "")}";
        }

        // Who owns one of them can do nothing about what all have in common.
        if (trouble.Cause is TroubleCause.Host or TroubleCause.Pulse or TroubleCause.Certificate && current.Select(static p => p.Owner).OfType<string>().Distinct().Take(10).ToList() is { Count: > 0 } owners)
        {
            yield return $"for {string.Join(", ", owners.Select(SlackText.Mention))}";
        }
    }

    private IEnumerable<Block> Why(Trouble trouble, List<TroubledPulse> current, int explained, int excerpt) => trouble.Cause switch
    {
        TroubleCause.Network => [Section($"No check got through, and nobody answered of whom we asked whether we reach anything: {text.Line(trouble.Asked ?? "", 500)}. {NetworkAdvice}")],
        TroubleCause.Behind => [Section($"{Names(current, trouble.Count)} waited more than five minutes for a check: there are more, or slower ones, than a round gets through. Raise `Heartbeats__Concurrency` or `Heartbeats__PerHost`, or lower `Heartbeats__Timeout`.")],
        TroubleCause.NoPulses => [Section("No object under the prefix ends in `.json`, so nothing is watched. Let servers upload their pulses there, or look whether bucket and prefix are the right ones.")],
        TroubleCause.TooMany => [Section($"The first {SlackText.Number(Watching.PulseBucket.MostPulses)} are watched, in the order of their names; the rest is not.")],
        TroubleCause.Certificate => [],
        _ when trouble.Count == 1 && current is [var only, ..] => Single(only, excerpt),
        _ => [.. current.Take(explained).Select(p => Section($"{text.Bold(p.Name, 150)}: {TroubleWords.Sentence(p)}{Failure(p)}")), .. More(trouble.Count - Math.Min(explained, current.Count))],
    };

    private IEnumerable<Block> Single(TroubledPulse pulse, int excerpt)
    {
        yield return Section($"{TroubleWords.Sentence(pulse)}{Failure(pulse)}");
        if (pulse.Failure is { Expected: { } expected } failure)
        {
            yield return Section($"Expected\n{text.Block(expected, excerpt).Text}");
            yield return Section(failure.Got is { Length: > 0 } got ? $"Got\n{text.Block(got, excerpt).Text}" : "Got nothing: the body was empty.");
        }
    }

    private string Failure(TroubledPulse pulse) => string.Concat(TroubleWords.Reasons(pulse).Select(l => $"\n• {text.Line(l, 400)}"));

    private IEnumerable<Block> Recovered(Trouble trouble, int explained)
    {
        var over = trouble.Pulses.Where(static p => p.EndedAt is not null).ToList();
        return over.Count == 0 ? [] : [Section(string.Join('\n', over.Take(explained).Select(End)))];
    }

    private SlackMessage Over(Problem problem, Trouble trouble, int explained)
    {
        var ended = trouble.EndedAt ?? problem.ResolvedAt ?? problem.LastSeenAt;
        var title = Ending(trouble);
        var span = trouble.Cause is TroubleCause.Certificate or TroubleCause.TooMany
            ? $"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(ended)}"
            : $"{SlackText.Moment(trouble.Since)} to {SlackText.Moment(ended)}, for {SlackText.Length(ended - trouble.Since)}";
        return new SlackMessage(
            text.Line(title, LongestTitle),
            [
                new HeaderBlock(new PlainText($"{(trouble.Pulses.Count > 0 && trouble.Pulses.All(static p => p.Retired) ? "🗑" : "💚")} {text.Plain(title, LongestTitle)}")),
                Section($"{(trouble.Subject.Length > 0 ? $"{text.Code(trouble.Subject, 300)}\n" : "")}{span}"),
                .. trouble.Cause is TroubleCause.Host or TroubleCause.Pulse or TroubleCause.Resolver ? Recovered(trouble, explained) : [],
                .. ProblemMessage.Standing(problem),
                .. Buttons(problem),
            ]);
    }

    private static string Ending(Trouble trouble) => trouble.Cause switch
    {
        TroubleCause.Network => "We see again: heartbeats are checked",
        TroubleCause.Resolver => "Names are resolved again",
        TroubleCause.Behind => "Heartbeats are checked in time again",
        TroubleCause.NoPulses => "Pulses have come",
        TroubleCause.TooMany => "All pulses are watched again",
        TroubleCause.Certificate => $"The certificate of {trouble.Subject} is valid for long again",
        _ when trouble.Pulses.All(static p => p.Retired) => $"{Subject(trouble)} is not watched any more",
        _ => $"{Subject(trouble)} is back",
    };

    private static string Subject(Trouble trouble) => trouble.Pulses is [var only] ? only.Name : trouble.Subject;

    private string End(TroubledPulse pulse)
    {
        var reason = TroubleWords.Reasons(pulse) is [var first, ..] ? $" ({text.Line(first, 200)})" : "";
        return $"{(pulse.Retired ? "🗑" : "✅")} {text.Bold(pulse.Name, 150)} {SlackText.Moment(pulse.EndedAt!.Value)}: {TroubleWords.Ended(pulse)}. It was told that it {TroubleWords.What(pulse)}{reason}.";
    }

    private string Names(IReadOnlyList<TroubledPulse> pulses, int count) =>
        $"{string.Join(", ", pulses.Take(10).Select(p => text.Bold(p.Name, 80)))}{(count > 10 ? $" and {SlackText.Number(count - 10)} more" : "")}";

    private static IEnumerable<Block> More(int count) => count <= 0 ? [] : [new ContextBlock([new Mrkdwn($"and {SlackText.Number(count)} more: `/ops heartbeats` lists them")])];

    private SlackMessage Unknown(Problem problem, DateTimeOffset now) => new(
        text.Line(problem.Title, LongestTitle),
        [
            new HeaderBlock(new PlainText($"{(problem.State == ProblemState.Open ? "💔" : "💚")} {text.Plain(problem.Title, LongestTitle)}")),
            Section($"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(problem.ResolvedAt ?? now)}"),
            .. ProblemMessage.Standing(problem),
            .. Buttons(problem),
        ]);

    private static IEnumerable<Block> Buttons(Problem problem) => ProblemMessage.Buttons(problem, "Pause for longer…", new ButtonElement(HeartbeatPauseAction.Id, new PlainText("Pause for 1h"), "pause"));

    private static SectionBlock Section(string mrkdwn) => new() { Text = new Mrkdwn(mrkdwn) };
}
