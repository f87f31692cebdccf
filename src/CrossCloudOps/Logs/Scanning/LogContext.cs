using CrossCloudOps.Aws;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>Reads the events around hits.</summary>
internal sealed partial class LogContext(LogsCaller caller, ILogger<LogContext> logger)
{
    private const int MostPages = 2;

    /// <summary>What was read, and which stretches it covers whole. One that cannot be read is left out: the error is told all the same.</summary>
    public async Task<(IReadOnlyList<StreamEvent> Events, IReadOnlyList<LogStretch> Covered)> ReadAsync(
        LogsPace pace, LogGroup group, IReadOnlyList<LogStretch> stretches, CancellationToken cancellationToken)
    {
        var (events, covered) = (new List<StreamEvent>(), new List<LogStretch>());
        foreach (var stretch in stretches)
        {
            try
            {
                if (await ReadAsync(pace, group, stretch, events, cancellationToken))
                {
                    covered.Add(stretch);
                }
            }
            catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
            {
                Log.NoContext(logger, group.Id, failure.Code);
            }
        }

        return (events, covered);
    }

    private async Task<bool> ReadAsync(LogsPace pace, LogGroup group, LogStretch stretch, List<StreamEvent> events, CancellationToken cancellationToken)
    {
        string? token = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await caller.FilterAsync(pace, group, pattern: null, stretch.Streams, stretch.From, stretch.To, token, cancellationToken);
            events.AddRange(LogPages.Of(page));
            token = page.NextToken;
            if (string.IsNullOrEmpty(token))
            {
                return true;
            }
        }

        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The lines around errors of {Group} could not be read: {Code}")]
        public static partial void NoContext(ILogger logger, string group, string code);
    }
}
