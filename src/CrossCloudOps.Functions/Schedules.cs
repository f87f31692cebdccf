namespace CrossCloudOps.Functions;

/// <summary>
/// The timers' schedules, by the name of the setting that a trigger names between percent signs. Azure takes them from the app's
/// settings; the local host takes these where a setting is absent.
/// </summary>
internal static class Schedules
{
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        ["CollectSchedule"] = "*/30 * * * * *",
        ["RedriveSchedule"] = "*/15 * * * * *",
        ["ForwardSchedule"] = "*/15 * * * * *",
        ["ScanSchedule"] = "0 * * * * *",
        ["NotifySchedule"] = "*/15 * * * * *",
    };
}
