using CrossCloudOps.Emulators.Logs.Groups;
using CrossCloudOps.Emulators.Logs.Patterns;

namespace CrossCloudOps.Emulators.Logs.Operations;

/// <summary>FilterLogEvents.</summary>
internal sealed partial class LogsOperations
{
    private const int MostEvents = 10_000;
    private const int LargestPage = 1_048_576;
    private const int MostStreamNames = 100;

    /// <summary>2024-01-01, before which the newest cannot be asked for first.</summary>
    private const long NewestFirstSince = 1_704_067_200_000;

    public FilterLogEventsResponse FilterLogEvents(FilterLogEventsRequest request)
    {
        var (group, search) = SearchIn(request);
        var scope = $"filter {group.Arn} {request.FilterPattern} {request.StartTime} {request.EndTime} {search.NewestFirst} {request.LogStreamNamePrefix} {string.Join(',', request.LogStreamNames ?? [])}";
        var position = PageToken.Read(request.NextToken, scope, account) is not { } id ? search.Start : EventKey.FromId(id) ?? throw LogsErrors.InvalidToken();
        lock (group.Gate)
        {
            CheckStreams(group, request);
            var page = new FilterPage(search, Checks.Limit(request.Limit, MostEvents), splits.NextLength());
            var events = search.NewestFirst ? group.Events.Before(position) : group.Events.After(position);
            var end = page.Read(events.TakeWhile(search.IsInRange), position) ?? (splits.EndsOpen() ? page.Position : null);
            return new FilterLogEventsResponse([.. page.Events.Select(View)], end is { } next ? PageToken.Write(next.ToId(), scope, account) : null);
        }
    }

    private static FilteredLogEvent View(LogEvent one) => new(one.Stream.Name, one.Key.Timestamp, one.Message, one.Key.IngestedAt, one.Key.ToId());

    private static void CheckStreams(LogGroup group, FilterLogEventsRequest request)
    {
        if (request.LogStreamNames?.Any(name => group.Find(name) is null) == true)
        {
            throw LogsErrors.StreamNotFound();
        }
    }

    private static FilterPattern PatternIn(string? pattern)
    {
        try
        {
            return FilterPattern.Parse(pattern);
        }
        catch (FilterPatternException fault)
        {
            throw LogsErrors.InvalidParameter(fault.Message);
        }
    }

    private (LogGroup Group, FilterSearch Search) SearchIn(FilterLogEventsRequest request)
    {
        Checks.Times(request.StartTime, request.EndTime);
        CheckStreamFilters(request);
        var newestFirst = request.StartFromHead == false;
        if (newestFirst && !(request.StartTime >= NewestFirstSince))
        {
            throw LogsErrors.InvalidParameter("With startFromHead false, startTime must be 2024-01-01 or later.");
        }

        var pattern = PatternIn(request.FilterPattern);
        return (Group(request), new FilterSearch(request, pattern, account.Now) { NewestFirst = newestFirst });
    }

    private static void CheckStreamFilters(FilterLogEventsRequest request)
    {
        if (request is { LogStreamNames: not null, LogStreamNamePrefix: not null })
        {
            throw LogsErrors.InvalidParameter("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }

        if (request.LogStreamNames is { Count: 0 or > MostStreamNames } names)
        {
            throw LogsErrors.Constraint("logStreamNames", names.Count, $"have length between 1 and {MostStreamNames}");
        }

        foreach (var name in request.LogStreamNames ?? [])
        {
            Checks.StreamNameIn("logStreamNames", name);
        }

        if (request.LogStreamNamePrefix is { } prefix)
        {
            Checks.StreamNameIn("logStreamNamePrefix", prefix);
        }
    }

    /// <summary>Which events are asked for.</summary>
    private sealed class FilterSearch(FilterLogEventsRequest request, FilterPattern pattern, long now)
    {
        private readonly HashSet<string>? _streams = request.LogStreamNames?.ToHashSet(StringComparer.Ordinal);

        public bool NewestFirst { get; init; }

        public EventKey Start => NewestFirst
            ? request.EndTime < EventKey.Last.Timestamp ? new EventKey(request.EndTime.Value + 1, 0, 0) : EventKey.Last
            : new EventKey(request.StartTime ?? 0, 0, 0);

        /// <summary>Both bounds are inclusive.</summary>
        public bool IsInRange(LogEvent one) => NewestFirst ? one.Key.Timestamp >= request.StartTime : !(one.Key.Timestamp > request.EndTime);

        public bool CanSee(LogEvent one) => one.Key.IngestedAt <= now
            && (_streams?.Contains(one.Stream.Name) ?? true)
            && one.Stream.Name.StartsWith(request.LogStreamNamePrefix ?? string.Empty, StringComparison.Ordinal);

        public bool Matches(LogEvent one) => pattern.Matches(one.Message);
    }

    /// <summary>One page: ends at its limit, at a megabyte, or where it may look no further.</summary>
    private sealed class FilterPage(FilterSearch search, int limit, int mostLookedAt)
    {
        private int _size;
        private int _lookedAt;

        public List<LogEvent> Events { get; } = [];

        /// <summary>The last event looked at.</summary>
        public EventKey Position { get; private set; }

        /// <summary>Where the next page begins; null if there is nothing left to look at.</summary>
        public EventKey? Read(IEnumerable<LogEvent> events, EventKey position)
        {
            Position = position;
            foreach (var one in events.Where(search.CanSee))
            {
                if (_lookedAt == mostLookedAt || Events.Count == limit)
                {
                    return Position;
                }

                if (search.Matches(one))
                {
                    if (Events.Count > 0 && _size + one.Size > LargestPage)
                    {
                        return Position;
                    }

                    _size += one.Size;
                    Events.Add(one);
                }

                _lookedAt++;
                Position = one.Key;
            }

            return null;
        }
    }
}
