namespace CrossCloudOps.Status;

/// <summary>A function that a timer starts.</summary>
/// <param name="Setting">The setting that holds its schedule.</param>
/// <param name="DefaultSchedule">Its schedule where the setting is absent.</param>
/// <param name="Section">The feature's section of settings; null if it runs whatever is on.</param>
internal sealed record TimerFunction(string Name, string Setting, string DefaultSchedule, string? Section);
