using CrossCloudOps.Logs.Scanning;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class LogFunctions(LogScanner scanner)
{
    [Function("ScanLogs")]
    public Task Scan([TimerTrigger("%ScanSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        scanner.RunAsync(cancellationToken);
}
