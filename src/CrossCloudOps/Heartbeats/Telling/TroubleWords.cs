using System.Globalization;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>What trouble is called, and the sentences for each way in which a heartbeat is in it. What comes from outside is not yet fit for a message.</summary>
internal static class TroubleWords
{
    public static string Title(Trouble trouble) => trouble switch
    {
        { Cause: TroubleCause.Network } => "We reach nothing: no heartbeat can be checked",
        { Cause: TroubleCause.Resolver } => $"Names cannot be resolved: {Heartbeats(trouble.Count)} fail",
        { Cause: TroubleCause.Behind } => $"{Heartbeats(trouble.Count)} were not checked in time",
        { Cause: TroubleCause.NoPulses } => "There are no pulses",
        { Cause: TroubleCause.TooMany } => "There are more pulses than are watched",
        { Cause: TroubleCause.Certificate } => $"The certificate of {trouble.Subject} expires {trouble.Since.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
        { Count: 1, Pulses: [var only, ..] } => $"{only.Name} {What(only)}",
        _ => $"{Heartbeats(trouble.Count)} of {trouble.Subject} fail",
    };

    /// <summary>In mrkdwn.</summary>
    public static string Sentence(TroubledPulse pulse) => pulse.Standing switch
    {
        Standing.NeverEchoed => $"It has *never* passed its check since it was first seen {SlackText.Moment(pulse.Since)}.",
        Standing.EchoTooOld => $"It pulses, but every check fails since {SlackText.Moment(pulse.Since)}; the last that it passed was {(pulse.AnsweredAt is { } last ? SlackText.Moment(last) : "never")}.",
        Standing.PulseTooOld => $"Its last pulse came {SlackText.Moment(pulse.PulsedAt)}, and one is due every {Span(pulse.Limit)} at the latest: the server, its scheduler, or its way to the bucket has stopped.",
        Standing.Unreadable => $"Its pulse file of {SlackText.Moment(pulse.PulsedAt)} cannot be read, so nothing is checked.",
        _ => $"It waits for its check since {SlackText.Moment(pulse.Since)}.",
    };

    public static string Ended(TroubledPulse pulse) => pulse switch
    {
        { Retired: true } => "its pulse file was removed: it is not watched any more",
        { Standing: Standing.Unreadable } => "its pulse file can be read again",
        _ => Missed(TroubleEnd.MissedBeats(pulse), pulse.Every),
    };

    /// <summary>Why it is in trouble, a line for each reason; a line of the target's or of the file's own words is not yet fit for a message.</summary>
    public static IReadOnlyList<string> Reasons(TroubledPulse pulse) => pulse.Faults ?? (pulse.Failure is { } failure ? [failure.Text] : []);

    public static string What(TroubledPulse pulse) => pulse.Standing switch
    {
        Standing.PulseTooOld => "does not pulse any more",
        Standing.NeverEchoed => "never passed its check",
        Standing.Unreadable => "has a pulse that cannot be read",
        _ => "fails its check",
    };

    public static string Heartbeats(int count) => count == 1 ? "1 heartbeat" : $"{SlackText.Number(count)} heartbeats";

    private static string Missed(int beats, TimeSpan every) => beats switch
    {
        0 => "no beat was missed",
        1 => $"1 beat was missed, of one every {Span(every)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{beats:N0} beats were missed, of one every {Span(every)}"),
    };

    private static string Span(TimeSpan span) => span switch
    {
        { Seconds: 0, TotalHours: < 1 } => $"{span.Minutes} min",
        { Seconds: 0, Minutes: 0, TotalDays: < 1 } => $"{span.Hours} h",
        _ => SlackText.Length(span),
    };
}
