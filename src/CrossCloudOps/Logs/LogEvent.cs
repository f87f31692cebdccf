namespace CrossCloudOps.Logs;

/// <summary>One event of a log stream, as CloudWatch Logs gives it: its id, its time in milliseconds since 1970, and what was written.</summary>
internal readonly record struct LogEvent(string Id, long At, string Message);
