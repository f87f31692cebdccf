using System.Net;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using CrossCloudOps.Logs.Folding;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>Reads some pages of a window. A page may be empty although more follow, and only the missing token is the end.</summary>
internal sealed class LogPages(LogsCaller caller)
{
    /// <summary>Pages of up to 1 MB or 10,000 events: bounds what is in memory at once, and how long the other groups wait.</summary>
    private const int MostPages = 5;

    /// <summary>The events, and the rest of the window; null if that was all of it.</summary>
    public async Task<(IReadOnlyList<StreamEvent> Events, ScanWindow? Left)> ReadAsync(
        LogsPace pace, LogGroup group, ScanWindow window, CancellationToken cancellationToken)
    {
        var events = new List<StreamEvent>();
        var token = window.Token;
        for (var pages = 0; pages < MostPages; pages++)
        {
            FilterLogEventsResponse page;
            try
            {
                page = await caller.FilterAsync(pace, group, group.Settings.FilterPattern, [], window.From, window.To, token, cancellationToken);
            }
            catch (AmazonCloudWatchLogsException e) when (token is not null && e is InvalidParameterException or { StatusCode: HttpStatusCode.BadRequest, ErrorCode: "InvalidParameterException" })
            {
                // A token is good for a day. The window begins anew, and what was counted of it is known.
                return (events, window with { Token = null });
            }

            events.AddRange(Of(page));
            token = page.NextToken;
            if (string.IsNullOrEmpty(token))
            {
                return (events, null);
            }
        }

        return (events, window with { Token = token });
    }

    public static IEnumerable<StreamEvent> Of(FilterLogEventsResponse page) =>
        (page.Events ?? []).Select(static e => new StreamEvent(e.LogStreamName ?? "", new LogEvent(e.EventId ?? "", e.Timestamp ?? 0, e.Message ?? "")));
}
