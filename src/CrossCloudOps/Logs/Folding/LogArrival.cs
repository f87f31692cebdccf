using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Folding;

/// <summary>What arrived of one log group with one request, before it is counted.</summary>
internal sealed record LogArrival : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The log group's name.</summary>
    public required string Group { get; init; }

    public required IReadOnlyList<LogFind> Finds { get; init; }
}
