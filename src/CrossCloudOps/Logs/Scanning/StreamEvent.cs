using CrossCloudOps.Logs.Folding;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>An event as FilterLogEvents found it.</summary>
internal sealed record StreamEvent(string Stream, LogEvent Event)
{
    public EventMark Mark { get; } = EventMark.Of(Stream, Event.Id, Event.At);
}
