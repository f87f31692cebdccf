using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class HeartbeatFunctions(FunctionRuns runs, HeartbeatRound round)
{
    [Function("WatchHeartbeats")]
    public Task Watch([TimerTrigger("%HeartbeatSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("WatchHeartbeats", round.RunAsync, cancellationToken);
}
