using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>How a run of the notifier ended. Its own failures it tells nobody but the log: it is who would tell.</summary>
internal sealed class NotifierRun
{
    /// <summary>False if another instance was at it, and knows better.</summary>
    public bool IsOurs { get; init; } = true;

    /// <summary>The first reason why people may not know all that they should; null if there is none.</summary>
    public string? Fault { get; private set; }

    public void Add(SlackRefusal? refusal) => Fault ??= refusal is null ? null : $"Slack refuses a message: {refusal.Error}";

    /// <summary>To be told to slow down is no failure.</summary>
    public void Add(SlackAnswer answer) => Fault ??= answer.Outcome switch
    {
        SlackOutcome.Refused => $"Slack refuses a message: {answer.Error}",
        SlackOutcome.Unknown => $"Slack does not answer: {answer.Error}",
        _ => null,
    };

    public void Add(Exception exception) => Fault ??= $"a problem could not be told: {exception.GetType().Name}";
}
