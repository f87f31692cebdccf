using CrossCloudOps.DeadLetters;
using CrossCloudOps.Heartbeats;
using CrossCloudOps.Logs;
using CrossCloudOps.Status;
using CrossCloudOps.Webhooks;

namespace CrossCloudOps.Functions;

/// <summary>
/// Every function that a timer starts. The setting is what its trigger names between percent signs: Azure takes the schedule from the
/// app's settings, the local host the default where a setting is absent.
/// </summary>
internal static class TimerFunctions
{
    public static IReadOnlyList<TimerFunction> All { get; } =
    [
        new("CollectDeadLetters", "CollectSchedule", "10,40 * * * * *", DeadLettersOptions.Section),
        new("RunJobs", "RedriveSchedule", "20 * * * * *", Section: null),
        new("ForwardWebhooks", "ForwardSchedule", "5,35 * * * * *", WebhooksOptions.Section),
        new("ScanLogs", "ScanSchedule", "25 * * * * *", LogsOptions.Section),
        new("WatchHeartbeats", "HeartbeatSchedule", "50 * * * * *", HeartbeatsOptions.Section),
        new("Notify", "NotifySchedule", "0 * * * * *", Section: null),
    ];

    /// <summary>By the name of the setting.</summary>
    public static IReadOnlyDictionary<string, string> DefaultSchedules { get; } =
        All.DistinctBy(static timer => timer.Setting).ToDictionary(static timer => timer.Setting, static timer => timer.DefaultSchedule);
}
