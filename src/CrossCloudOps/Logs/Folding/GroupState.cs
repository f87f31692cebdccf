using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Folding;

/// <summary>How far one log group is read and counted: <c>logs/groups/&lt;group&gt;</c>. Times are milliseconds since 1970.</summary>
internal sealed record GroupState : IVersionedDocument
{
    public const string Folder = "logs/groups/";
    private const int HoursKept = 26;

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The log group's name or ARN.</summary>
    public required string Group { get; init; }

    /// <summary>The last batch that is counted.</summary>
    public long Sequence { get; init; }

    /// <summary>Windows were read up to here at least; null before the first.</summary>
    public long? ReadUpTo { get; init; }

    /// <summary>What is not counted yet, unless it is later than the overlap, is not older than this minus the overlap.</summary>
    public long CompleteUpTo { get; init; }

    /// <summary>A window that is not read to its end yet.</summary>
    public ScanWindow? Window { get; init; }

    /// <summary>Errors that have a message of their own and are not quiet, as far as they are few enough.</summary>
    public IReadOnlyList<KnownKind> Kinds { get; init; } = [];

    /// <summary>How many errors of all kinds there were, by hour since 1970, over the last day and a bit.</summary>
    public IReadOnlyDictionary<int, int>? Hours { get; init; }

    public static string NameOf(string groupKey) => Folder + groupKey;

    /// <summary>The state behind a batch with these finds: what they count is in it, and so it is counted when the batch is.</summary>
    public GroupState Behind(IReadOnlyList<LogFind> finds, IReadOnlyList<KnownKind> kinds)
    {
        if (finds.Count == 0)
        {
            return this with { Sequence = Sequence + 1, Kinds = kinds };
        }

        var hours = new Dictionary<int, int>(Hours ?? new Dictionary<int, int>());
        foreach (var mark in finds.SelectMany(static f => EventMark.Read(f.Marks)))
        {
            hours[mark.Minute / 60] = hours.GetValueOrDefault(mark.Minute / 60) + 1;
        }

        var first = hours.Keys.Max() - HoursKept;
        return this with { Sequence = Sequence + 1, Kinds = kinds, Hours = hours.Where(h => h.Key > first).ToDictionary() };
    }
}

/// <summary>What is read of a log group at once: both ends belong to it, in milliseconds since 1970.</summary>
/// <param name="IsWhole">It goes back over the whole overlap.</param>
/// <param name="BeganAt">Not later than its first call by the clock of CloudWatch Logs.</param>
/// <param name="Token">Where it goes on.</param>
internal sealed record ScanWindow(long From, long To, bool IsWhole, long BeganAt, string? Token);

/// <param name="SeenAt">When it was last counted, in milliseconds since 1970.</param>
internal sealed record KnownKind(string Fingerprint, long SeenAt);
