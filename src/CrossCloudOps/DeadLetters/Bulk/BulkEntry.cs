namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>An entry of a chunk, read: the dead letter and where it goes, or why it is not sent.</summary>
internal sealed record BulkEntry(int Position, SentMark Mark, DeadLetter? Letter, string? Target, string? Error)
{
    /// <summary>What it adds to a batch.</summary>
    public int Size { get; } = Letter is null ? 0 : DeadLetterWire.SizeWithMarker(Letter, Mark);

    public string? Group => Letter?.GroupId;
}

/// <summary>Entries that are sent together.</summary>
internal sealed record BulkBatch(string Target, List<BulkEntry> Entries)
{
    private const int Most = 10;

    private int _size;

    public bool Takes(BulkEntry entry) => entry.Target == Target && Entries.Count < Most && _size + entry.Size <= DeadLetterWire.LargestMessage;

    public void Add(BulkEntry entry)
    {
        Entries.Add(entry);
        _size += entry.Size;
    }
}
