using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Folding;

/// <summary>What some events of one log group say of one kind of error.</summary>
internal sealed record LogFind
{
    public required string Fingerprint { get; init; }

    public required string Title { get; init; }

    public required LogSample Sample { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long FirstAt { get; init; }

    public required long LastAt { get; init; }

    /// <summary>An <see cref="EventMark"/> for each error, of its head: as many as there are errors, unless some are remembered already.</summary>
    public required byte[] Marks { get; init; }
}

/// <summary>One error as it was written.</summary>
/// <param name="Text">Without terminal escapes, cut at <see cref="LongestText"/> characters.</param>
/// <param name="Length">How many characters it had.</param>
/// <param name="At">Milliseconds since 1970.</param>
internal sealed record LogSample(string Text, int Length, ErrorDetail Detail, long At, string Stream, string? RequestId)
{
    public const int LongestText = 60_000;
}
