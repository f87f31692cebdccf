using System.Globalization;
using CrossCloudOps.Emulators.Logs.Groups;

namespace CrossCloudOps.Emulators.Logs.Operations;

/// <summary>The operations on streams.</summary>
internal sealed partial class LogsOperations
{
    private const string ByName = "LogStreamName";
    private const string ByTime = "LastEventTime";

    public EmptyResponse CreateLogStream(CreateLogStreamRequest request)
    {
        var name = Checks.StreamNameIn("logStreamName", request.LogStreamName);
        var group = Group(request);
        lock (group.Gate)
        {
            return group.Create(name, account.Now) is not null ? EmptyResponse.Instance : throw LogsErrors.StreamExists();
        }
    }

    public DescribeLogStreamsResponse DescribeLogStreams(DescribeLogStreamsRequest request)
    {
        var order = OrderIn(request);
        var limit = Checks.Limit(request.Limit, MostDescriptions);
        var group = Group(request);
        var scope = $"streams {group.Arn} {request.LogStreamNamePrefix} {order} {request.Descending}";
        var after = PageToken.Read(request.NextToken, scope, account);
        var direction = request.Descending == true ? -1 : 1;
        lock (group.Gate)
        {
            var streams = group.Streams
                .Where(stream => stream.Name.StartsWith(request.LogStreamNamePrefix ?? string.Empty, StringComparison.Ordinal))
                .Select(Describe)
                .Select(stream => (Position: PositionOf(stream, order), Stream: stream))
                .Where(entry => after is null || direction * string.CompareOrdinal(entry.Position, after) > 0)
                .OrderBy(static entry => entry.Position, Comparer<string>.Create((left, right) => direction * string.CompareOrdinal(left, right)))
                .Take(limit + 1)
                .ToList();
            return new DescribeLogStreamsResponse(
                [.. streams.Take(limit).Select(static entry => entry.Stream)],
                streams.Count > limit ? PageToken.Write(streams[limit - 1].Position, scope, account) : null);
        }
    }

    private static string OrderIn(DescribeLogStreamsRequest request)
    {
        if (request.LogStreamNamePrefix is { } prefix)
        {
            Checks.StreamNameIn("logStreamNamePrefix", prefix);
        }

        return request.OrderBy switch
        {
            null or ByName => ByName,
            ByTime when request.LogStreamNamePrefix is null => ByTime,
            ByTime => throw LogsErrors.InvalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix."),
            _ => throw LogsErrors.Constraint("orderBy", request.OrderBy, "satisfy enum value set: [LogStreamName, LastEventTime]"),
        };
    }

    /// <summary>Streams without events come before those with some.</summary>
    private static string PositionOf(LogStreamDescription stream, string order) =>
        order == ByName ? stream.LogStreamName : string.Create(CultureInfo.InvariantCulture, $"{stream.LastEventTimestamp ?? 0:D15} {stream.LogStreamName}");

    private LogStreamDescription Describe(LogStream stream)
    {
        var now = account.Now;
        var keys = stream.Events.All().Select(static one => one.Key).Where(key => key.IngestedAt <= now).ToList();
        return new LogStreamDescription(stream.Name, stream.Arn, stream.CreatedAt)
        {
            FirstEventTimestamp = keys.Count > 0 ? keys[0].Timestamp : null,
            LastEventTimestamp = keys.Count > 0 ? keys[^1].Timestamp : null,
            LastIngestionTime = keys.Count > 0 ? keys.Max(static key => key.IngestedAt) : null,
            UploadSequenceToken = SequenceToken(stream),
        };
    }

    /// <summary>"The sequence token is now ignored": there is one, and it means nothing.</summary>
    private static string SequenceToken(LogStream stream) => new EventKey(0, stream.CreatedAt, stream.Events.All().Count).ToId();
}
