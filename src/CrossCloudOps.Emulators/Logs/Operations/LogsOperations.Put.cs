using CrossCloudOps.Emulators.Logs.Groups;

namespace CrossCloudOps.Emulators.Logs.Operations;

/// <summary>PutLogEvents.</summary>
internal sealed partial class LogsOperations
{
    private const long Hour = 60 * 60 * 1000;
    private const long Oldest = 14 * 24 * Hour;
    private const long Newest = 2 * Hour;
    private const long LongestSpan = 24 * Hour;
    private const int LargestBatch = 1_048_576;

    public PutLogEventsResponse PutLogEvents(PutLogEventsRequest request)
    {
        var streamName = Checks.StreamNameIn("logStreamName", request.LogStreamName);
        var batch = BatchIn(request);
        var group = Group(request);
        lock (group.Gate)
        {
            var stream = group.Find(streamName) ?? throw LogsErrors.StreamNotFound();
            var now = account.Now;
            var first = batch.TakeWhile(one => one.Timestamp < now - Oldest).Count();
            var end = batch.Count - batch.Reverse().TakeWhile(one => one.Timestamp > now + Newest).Count();
            CheckSpan(batch, first, end);
            for (var i = first; i < end; i++)
            {
                group.Add(stream, account.NewKey(batch[i].Timestamp!.Value, now), batch[i].Message!);
            }

            var rejected = first > 0 || end < batch.Count ? new RejectedLogEventsInfo(first > 0 ? first : null, end < batch.Count ? end : null) : null;
            return new PutLogEventsResponse(SequenceToken(stream), rejected);
        }
    }

    private static IReadOnlyList<InputLogEvent> BatchIn(PutLogEventsRequest request)
    {
        if (request.LogEvents is not { Count: > 0 and <= MostEvents } batch)
        {
            throw LogsErrors.Constraint("logEvents", request.LogEvents?.Count, $"have length between 1 and {MostEvents}");
        }

        var (size, before) = (0L, 0L);
        foreach (var one in batch)
        {
            size += Check(one);
            if (one.Timestamp < before)
            {
                throw LogsErrors.InvalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
            }

            before = one.Timestamp!.Value;
        }

        return size <= LargestBatch ? batch : throw LogsErrors.InvalidParameter($"Upload too large: {size} bytes exceeds limit of {LargestBatch}");
    }

    private static int Check(InputLogEvent one)
    {
        if (one.Timestamp is null or < 0)
        {
            throw LogsErrors.Constraint("logEvents.timestamp", one.Timestamp, "have value greater than or equal to 0");
        }

        if (string.IsNullOrEmpty(one.Message))
        {
            throw LogsErrors.Constraint("logEvents.message", one.Message, "have length greater than or equal to 1");
        }

        var size = LogEvent.SizeOf(one.Message);
        return size <= LargestBatch ? size : throw LogsErrors.InvalidParameter($"Log event too large: {size} bytes exceeds limit of {LargestBatch}");
    }

    /// <summary>"For valid events …, the time span in a single batch cannot exceed 24 hours."</summary>
    private static void CheckSpan(IReadOnlyList<InputLogEvent> batch, int first, int end)
    {
        if (end > first && batch[end - 1].Timestamp - batch[first].Timestamp > LongestSpan)
        {
            throw LogsErrors.InvalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }
}
