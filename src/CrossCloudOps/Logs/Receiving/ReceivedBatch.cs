using CrossCloudOps.Logs.Folding;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>What the records of one request told.</summary>
/// <param name="Events">How many events were read.</param>
internal sealed record ReceivedBatch(IReadOnlyDictionary<string, FoundErrors> Groups, IReadOnlyList<UnreadableCount> Unreadable, int Events);
