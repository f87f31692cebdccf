using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Problems;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class HeartbeatFunctions(FunctionRuns runs, TellAtOnce tell, HeartbeatRound round)
{
    [Function("WatchHeartbeats")]
    public Task Watch([TimerTrigger("%HeartbeatSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        tell.RunAsync(token => runs.RunAsync("WatchHeartbeats", round.RunAsync, token), cancellationToken);
}
