namespace CrossCloudOps.Emulators.Logs.Groups;

/// <summary>An answer in the service's words: thrown where a rule is broken, caught where the answer is written.</summary>
internal sealed class LogsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public int? RetryAfter { get; init; }
}
