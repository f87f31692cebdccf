using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Problems;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class HeartbeatFunctions(FunctionRuns runs, TellAtOnce tell, HeartbeatRound round)
{
    [Function("WatchHeartbeats")]
    public Task Watch([TimerTrigger("%HeartbeatSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("WatchHeartbeats", token => tell.RunAsync(round.RunAsync, token), cancellationToken);
}
