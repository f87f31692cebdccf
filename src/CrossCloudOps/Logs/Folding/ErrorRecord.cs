using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Folding;

/// <summary>One kind of error of one log group, as counted: <c>logs/errors/&lt;group&gt;/&lt;fingerprint&gt;</c>. Times are those of the events, in milliseconds since 1970.</summary>
internal sealed record ErrorRecord : IVersionedDocument
{
    public const string Folder = "logs/errors/";
    private const int HoursKept = 48;

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Group { get; init; }

    public required string Title { get; init; }

    public required LogSample Sample { get; init; }

    /// <summary>How many since it is open.</summary>
    public required long Count { get; init; }

    /// <summary>How many ever.</summary>
    public required long Total { get; init; }

    /// <summary>The first since it is open.</summary>
    public required long FirstAt { get; init; }

    public required long LastAt { get; init; }

    /// <summary>The first ever.</summary>
    public required long FirstEverAt { get; init; }

    /// <summary>The last before it went quiet and came back.</summary>
    public long? LastBeforeAt { get; init; }

    /// <summary>By hour since 1970.</summary>
    public required IReadOnlyDictionary<int, int> Hours { get; init; }

    /// <summary>When it was last counted, by our clock.</summary>
    public required DateTimeOffset CountedAt { get; init; }

    /// <summary>The last batch that is counted in it.</summary>
    public required long Sequence { get; init; }

    public static string NameOf(string groupKey, string fingerprint) => $"{Folder}{groupKey}/{fingerprint}";

    /// <summary>The record with a batch's find counted in; unchanged if it is counted already.</summary>
    public static ErrorRecord Counted(ErrorRecord? record, LogBatch batch, LogFind find, TimeSpan quietAfter)
    {
        if (record?.Sequence >= batch.State.Sequence)
        {
            return record;
        }

        var count = find.Marks.Length / EventMark.Bytes;
        var hours = HoursOf(find, record?.Hours);
        if (record is null)
        {
            return new ErrorRecord
            {
                Group = batch.State.Group,
                Title = find.Title,
                Sample = find.Sample,
                Count = count,
                Total = count,
                FirstAt = find.FirstAt,
                LastAt = find.LastAt,
                FirstEverAt = find.FirstAt,
                Hours = hours,
                CountedAt = batch.At,
                Sequence = batch.State.Sequence,
            };
        }

        var cameBack = batch.At - record.CountedAt >= quietAfter;
        var better = IsBetter(find.Sample, record.Sample);
        return record with
        {
            Title = better ? find.Title : record.Title,
            Sample = better ? find.Sample : record.Sample,
            Count = (cameBack ? 0 : record.Count) + count,
            Total = record.Total + count,
            FirstAt = cameBack ? find.FirstAt : Math.Min(record.FirstAt, find.FirstAt),
            LastAt = Math.Max(record.LastAt, find.LastAt),
            FirstEverAt = Math.Min(record.FirstEverAt, find.FirstAt),
            LastBeforeAt = cameBack ? record.LastAt : record.LastBeforeAt,
            Hours = hours,
            CountedAt = batch.At > record.CountedAt ? batch.At : record.CountedAt,
            Sequence = batch.State.Sequence,
        };
    }

    /// <summary>One that tells more; of those that tell as much, the newest.</summary>
    public static bool IsBetter(LogSample one, LogSample than) => one.Detail != than.Detail ? one.Detail > than.Detail : one.At >= than.At;

    private static Dictionary<int, int> HoursOf(LogFind find, IReadOnlyDictionary<int, int>? before)
    {
        var hours = new Dictionary<int, int>(before ?? new Dictionary<int, int>());
        foreach (var mark in EventMark.Read(find.Marks))
        {
            hours[mark.Minute / 60] = hours.GetValueOrDefault(mark.Minute / 60) + 1;
        }

        return hours.Count <= HoursKept ? hours : hours.OrderByDescending(static h => h.Key).Take(HoursKept).ToDictionary();
    }
}
