using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Status;

/// <summary>Whether the app can do its work: the store answers.</summary>
internal sealed partial class Health(
    IDocumentStore store, FunctionRuns runs, OwnHeartbeatBook reports, IOptions<FeatureSwitches> switches, IOptions<ProblemsOptions> problems, ILogger<Health> logger)
{
    public async Task<bool> IsOkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ReadAsync("health", cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFails(logger, e);
            return false;
        }
    }

    public async Task<HealthDetails> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var functions = await runs.ReadAsync(cancellationToken);
            var report = await ReportAsync(cancellationToken);
            return Details(functions.All(static f => f.IsFresh) ? "ok" : "not fresh", functions, report);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFails(logger, e);
            return Details("not ok", functions: null, ReportHost is { } host ? new ReportDetails(host, LastReportedAt: null, LastError: null) : null);
        }
    }

    private string? ReportHost => problems.Value.ReportAddress?.Host;

    private async Task<ReportDetails?> ReportAsync(CancellationToken cancellationToken)
    {
        if (ReportHost is not { } host)
        {
            return null;
        }

        var last = await reports.ReadAsync(cancellationToken);
        return new ReportDetails(host, last.ReportedAt, last.Error);
    }

    private HealthDetails Details(string status, IReadOnlyList<FunctionFreshness>? functions, ReportDetails? report) =>
        new(status, functions is not null, switches.Value.On, switches.Value.Off, [.. (functions ?? []).Select(FunctionDetails.Of)], report);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The document store does not answer")]
        public static partial void StoreFails(ILogger logger, Exception exception);
    }
}
