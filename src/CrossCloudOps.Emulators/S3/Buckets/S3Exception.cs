namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>An answer in S3's words: thrown where a rule is broken, caught where the answer is written.</summary>
internal sealed class S3Exception(string code, int status, string message) : Exception(message)
{
    public string Code => code;

    public int Status => status;

    /// <summary>Elements that stand beside code and message.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; init; } = [];

    public int? RetryAfter { get; init; }
}
