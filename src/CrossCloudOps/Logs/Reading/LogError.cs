namespace CrossCloudOps.Logs.Reading;

/// <summary>An error among the events of one stream.</summary>
/// <param name="Events">Places of its events in what was read, ascending; the first is its head and names it for good.</param>
internal sealed record LogError(ErrorKind Kind, IReadOnlyList<int> Events, string? RequestId);
