using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>Asks CloudWatch Logs at the run's pace. Being throttled is waited for a few times; whatever else fails is thrown.</summary>
internal sealed class LogsCaller(IAmazonCloudWatchLogs logs)
{
    private const int MostTries = 5;

    /// <param name="pattern">Null: all events.</param>
    /// <param name="streams">None: all streams; at most 100.</param>
    public Task<FilterLogEventsResponse> FilterAsync(
        LogsPace pace, LogGroup group, string? pattern, IReadOnlyCollection<string> streams, long from, long to, string? token, CancellationToken cancellationToken)
    {
        var request = new FilterLogEventsRequest { FilterPattern = pattern, StartTime = Math.Max(0, from), EndTime = to, NextToken = token };
        if (LogGroupName.IsArn(group.Id))
        {
            request.LogGroupIdentifier = group.Id;
        }
        else
        {
            request.LogGroupName = group.Id;
        }

        if (streams.Count > 0)
        {
            request.LogStreamNames = [.. streams];
        }

        return CallAsync(pace, ct => logs.FilterLogEventsAsync(request, ct), cancellationToken);
    }

    public Task<DescribeLogGroupsResponse> DescribeAsync(LogsPace pace, string prefix, string? token, CancellationToken cancellationToken) =>
        CallAsync(pace, ct => logs.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = prefix, NextToken = token }, ct), cancellationToken);

    private static async Task<T> CallAsync<T>(LogsPace pace, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await pace.WaitAsync(cancellationToken);
            try
            {
                return await call(cancellationToken);
            }
            catch (AmazonCloudWatchLogsException e) when (tries < MostTries && AwsFailure.Of(e) is { IsTransient: true, IsCertain: true })
            {
                pace.Throttled();
            }
        }
    }
}
