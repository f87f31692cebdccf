using System.Globalization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Folding;

/// <summary>The kinds of errors of one log group that are too many for a message each: <c>logs/crowds/&lt;group&gt;</c>.</summary>
internal sealed record CrowdRecord : IVersionedDocument
{
    public const string Folder = "logs/crowds/";

    /// <summary>From so many on, new kinds are counted as errors only.</summary>
    public const int MostKinds = 20_000;
    private const int MostShown = 10;

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Group { get; init; }

    /// <summary>Eight bytes each.</summary>
    public required byte[] Fingerprints { get; init; }

    public required long Count { get; init; }

    /// <summary>The most frequent of them, as far as they were counted together.</summary>
    public required IReadOnlyList<CrowdedKind> Most { get; init; }

    public required long FirstAt { get; init; }

    public required long LastAt { get; init; }

    public required DateTimeOffset CountedAt { get; init; }

    public required long Sequence { get; init; }

    public int Kinds => Fingerprints.Length / sizeof(ulong);

    /// <summary>The record with a batch's crowd counted in; unchanged if it is counted already.</summary>
    public static CrowdRecord Counted(CrowdRecord? record, LogBatch batch, IReadOnlyList<LogFind> finds, TimeSpan quietAfter)
    {
        if (record?.Sequence >= batch.State.Sequence)
        {
            return record;
        }

        var open = record is null || batch.At - record.CountedAt >= quietAfter ? null : record;
        var known = open is null ? [] : Known(open.Fingerprints);
        foreach (var find in finds.TakeWhile(_ => known.Count < MostKinds))
        {
            known.Add(ulong.Parse(find.Fingerprint, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }

        var most = (open?.Most ?? [])
            .Concat(finds.Select(static f => new CrowdedKind(f.Fingerprint, f.Title, CountOf(f))))
            .GroupBy(static k => k.Fingerprint)
            .Select(static k => k.Last() with { Count = k.Sum(static x => x.Count) })
            .OrderByDescending(static k => k.Count).ThenBy(static k => k.Fingerprint, StringComparer.Ordinal)
            .Take(MostShown);
        return new CrowdRecord
        {
            Group = batch.State.Group,
            Fingerprints = [.. known.SelectMany(BitConverter.GetBytes)],
            Count = (open?.Count ?? 0) + finds.Sum(static f => (long)CountOf(f)),
            Most = [.. most],
            FirstAt = Math.Min(open?.FirstAt ?? long.MaxValue, finds.Min(static f => f.FirstAt)),
            LastAt = Math.Max(open?.LastAt ?? long.MinValue, finds.Max(static f => f.LastAt)),
            CountedAt = batch.At,
            Sequence = batch.State.Sequence,
        };
    }

    private static int CountOf(LogFind find) => find.Marks.Length / EventMark.Bytes;

    private static HashSet<ulong> Known(byte[] fingerprints) =>
        [.. fingerprints.Chunk(sizeof(ulong)).Select(static f => BitConverter.ToUInt64(f))];
}

internal sealed record CrowdedKind(string Fingerprint, string Title, long Count);
