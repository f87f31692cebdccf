using CrossCloudOps.Emulators.Logs.Groups;

namespace CrossCloudOps.Emulators.Logs.Operations;

/// <summary>GetLogEvents.</summary>
internal sealed partial class LogsOperations
{
    public GetLogEventsResponse GetLogEvents(GetLogEventsRequest request)
    {
        Checks.Times(request.StartTime, request.EndTime);
        var limit = Checks.Limit(request.Limit, MostEvents);
        var streamName = Checks.StreamNameIn("logStreamName", request.LogStreamName);
        var group = Group(request);
        lock (group.Gate)
        {
            var stream = group.Find(streamName) ?? throw LogsErrors.StreamNotFound();
            var (from, forward) = StreamToken.Read(request.NextToken, account.Now)
                ?? (request.StartFromHead == true ? StartOf(request) : EndOf(request), request.StartFromHead == true);
            var events = (forward ? stream.Events.After(from) : stream.Events.Before(from)).Where(one => IsAskedFor(one, request));
            var page = StreamPage(events, limit);
            if (!forward)
            {
                page.Reverse();
            }

            return Answer(request, page, from, forward);
        }
    }

    private static EventKey StartOf(GetLogEventsRequest request) => new(request.StartTime ?? 0, 0, 0);

    private static EventKey EndOf(GetLogEventsRequest request) =>
        request.EndTime < EventKey.Last.Timestamp ? new EventKey(request.EndTime.Value, 0, 0) : EventKey.Last;

    private static List<LogEvent> StreamPage(IEnumerable<LogEvent> events, int limit)
    {
        List<LogEvent> page = [];
        var size = 0;
        foreach (var one in events.Take(limit))
        {
            size += one.Size;
            if (page.Count > 0 && size > LargestPage)
            {
                break;
            }

            page.Add(one);
        }

        return page;
    }

    /// <summary>"Events with a timestamp equal to or later than" the end are not included, other than with FilterLogEvents.</summary>
    private bool IsAskedFor(LogEvent one, GetLogEventsRequest request) =>
        one.Key.IngestedAt <= account.Now && !(one.Key.Timestamp < request.StartTime) && !(one.Key.Timestamp >= request.EndTime);

    /// <summary>At the end of the stream it "returns the same token you passed in".</summary>
    private GetLogEventsResponse Answer(GetLogEventsRequest request, List<LogEvent> page, EventKey from, bool forward)
    {
        var empty = page.Count == 0;
        // Nothing there yet: forward goes on from the start of the range, where events may still come.
        var next = !empty ? page[^1].Key : forward || request.NextToken is not null ? from : StartOf(request);
        var forwardToken = empty && forward && request.NextToken is { } same ? same : StreamToken.Write(next, forward: true, account.Now);
        var backwardToken = empty && !forward && request.NextToken is { } kept ? kept : StreamToken.Write(empty ? from : page[0].Key, forward: false, account.Now);
        return new GetLogEventsResponse(
            [.. page.Select(static one => new OutputLogEvent(one.Key.Timestamp, one.Message, one.Key.IngestedAt))], forwardToken, backwardToken);
    }
}
