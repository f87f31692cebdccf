using System.Globalization;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>All heartbeats as a table of fixed width, those in trouble first. Ages are those of the last round.</summary>
internal sealed class HeartbeatTable(SlackText text)
{
    private const int WidestName = 32;
    private const int LongestNote = 60;
    private const int LongestBlock = 2900;
    private const int RowsEach = 25;

    /// <summary>How many rows, tried from the first down until the message is within Slack's limit.</summary>
    private static readonly int[] Rows = [100, 75, 50, 25, 10];

    /// <param name="part">Only those whose names have this in them.</param>
    public SlackMessage Of(HeartbeatState state, string part)
    {
        var rows = state.Pulses.Where(p => p.Key.Contains(part, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(static p => Rank(p.Value)).ThenBy(static p => p.Key, StringComparer.Ordinal).ToList();
        return rows.Count == 0
            ? new SlackMessage(NoneOf(part), [Section(NoneOf(part))])
            : SlackMessage.Fitting(Rows, most => Of(state, rows, most));
    }

    public static string Summary(HeartbeatState state)
    {
        var groups = state.Pulses.Values.GroupBy(Group).OrderByDescending(static g => g.Max(Rank)).Select(static g => $"{SlackText.Number(g.Count())} {g.Key}");
        string[] others = state.OtherObjects == 0 ? [] : [$"{SlackText.Number(state.OtherObjects)} other objects, whose names do not end in `.json`, are not watched"];
        return string.Join(" · ", [TroubleWords.Heartbeats(state.Pulses.Count), .. groups, .. others]);
    }

    /// <summary>In a word or two how it stands.</summary>
    public static string Group(PulseState pulse) => pulse.Standing switch
    {
        Standing.Unreadable => "unreadable",
        Standing.PulseTooOld => "silent",
        Standing.NeverEchoed or Standing.EchoTooOld => "failing",
        Standing.NotChecked => "not checked",
        _ when pulse.Failure is not null => "failing lately",
        Standing.Waiting => "waiting",
        _ => "fine",
    };

    public static int Rank(PulseState pulse) => pulse switch
    {
        { Standing: > Standing.Fine } => 10 + (int)pulse.Standing,
        { Failure: not null } => 2,
        { Standing: Standing.Waiting } => 1,
        _ => 0,
    };

    private SlackMessage Of(HeartbeatState state, List<KeyValuePair<string, PulseState>> rows, int most)
    {
        var shown = rows.Take(most).ToList();
        var width = Math.Clamp(shown.Max(static r => r.Key.Length), 9, WidestName);
        var summary = $"{Summary(state)} · as of {SlackText.Moment(state.At)}";
        var left = rows.Count - shown.Count;
        return new SlackMessage(
            "Heartbeats",
            [
                Section(summary),
                .. shown.Chunk(RowsEach).Select((chunk, n) => Section(text.Block(string.Join('\n', [.. n == 0 ? [Head(width)] : (string[])[], .. chunk.Select(r => Row(r.Key, r.Value, state.At, width))]), LongestBlock).Text)),
                .. left == 0 ? (Block[])[] : [new ContextBlock([new Mrkdwn($"and {SlackText.Number(left)} more; `/ops heartbeats web` shows those with _web_ in their names")])],
            ]);
    }

    private static string Head(int width) => Cells("", "heartbeat", "pulse", "echo", "took", "", width);

    private string Row(string name, PulseState pulse, DateTimeOffset at, int width) =>
        Cells(Sign(pulse), text.Plain(name, WidestName), Age(pulse.PulsedAt, at), Age(pulse.EchoedAt, at), Took(pulse.Took), Note(pulse), width);

    private static string Cells(string sign, string name, string pulse, string echo, string took, string note, int width) =>
        $"{sign,-2}{name.PadRight(width)}  {pulse,9}  {echo,9}  {took,7}  {note}".TrimEnd();

    private static string Sign(PulseState pulse) => Rank(pulse) switch
    {
        0 => "✓",
        1 => "·",
        2 => "!",
        _ => "✗",
    };

    private string Note(PulseState pulse) => (Group(pulse), pulse.Faults is [var fault, ..] ? fault : pulse.Failure?.Text) switch
    {
        ("fine", _) => "",
        (var group, null) => group,
        (var group, var why) => $"{group}: {text.Plain(why, LongestNote)}",
    };

    private static string Age(DateTimeOffset? moment, DateTimeOffset at) => moment is null ? "never" : (at - moment.Value) switch
    {
        { TotalSeconds: < 60 } age => $"{Math.Max(0, (int)age.TotalSeconds)} s",
        { TotalMinutes: < 60 } age => $"{(int)age.TotalMinutes} min",
        { TotalHours: < 48 } age => $"{(int)age.TotalHours} h",
        var age => $"{(int)age.TotalDays} d",
    };

    private static string Took(TimeSpan? took) => took switch
    {
        null => "-",
        { TotalSeconds: < 1 } t => $"{(int)t.TotalMilliseconds} ms",
        { } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.0} s"),
    };

    private string NoneOf(string part) => part.Length == 0 ? "There are no pulses." : $"No heartbeat has {text.Code(part, 100)} in its name.";

    private static SectionBlock Section(string mrkdwn) => new() { Text = new Mrkdwn(mrkdwn) };
}
