using System.Buffers.Binary;
using System.Globalization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Folding;

/// <summary>
/// Which events of a log group are counted: <c>logs/seen/&lt;group&gt;/&lt;minute&gt;</c>, the hashes of a minute one after the other, eight
/// bytes each. They are kept for a day after the last one was added.
/// </summary>
internal sealed class SeenEvents(IDocumentStore store)
{
    public const string Folder = "logs/seen/";
    private const int MinutesAtOnce = 8;
    private const int MostConflicts = 20;

    public async Task<IReadOnlySet<EventMark>> AmongAsync(string groupKey, IEnumerable<int> minutes, CancellationToken cancellationToken)
    {
        var seen = new HashSet<EventMark>();
        await Parallel.ForEachAsync(minutes.Distinct(), AtOnce(cancellationToken), async (minute, token) =>
        {
            if (await store.ReadAsync(NameOf(groupKey, minute), token) is { } document)
            {
                lock (seen)
                {
                    seen.UnionWith(Marks(minute, document.Content));
                }
            }
        });
        return seen;
    }

    /// <summary>Adding what is there already changes nothing.</summary>
    public Task AddAsync(string groupKey, IEnumerable<EventMark> marks, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            marks.GroupBy(static m => m.Minute), AtOnce(cancellationToken),
            async (minute, token) => await AddAsync(NameOf(groupKey, minute.Key), minute.ToHashSet(), token));

    private async Task AddAsync(string name, HashSet<EventMark> marks, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var stored = await store.ReadAsync(name, cancellationToken);
            var before = stored is null ? [] : Marks(marks.First().Minute, stored.Content).ToHashSet();
            if (marks.IsSubsetOf(before))
            {
                return;
            }

            var content = Bytes(before.Union(marks));
            if ((stored is null ? await store.CreateAsync(name, content, cancellationToken) : await store.ReplaceAsync(name, stored.ETag, content, cancellationToken)) is not null)
            {
                return;
            }
        }

        throw new StorageConflictException(name);
    }

    private static byte[] Bytes(IEnumerable<EventMark> marks)
    {
        var hashes = marks.Select(static m => m.Hash).Order().ToList();
        var bytes = new byte[hashes.Count * sizeof(ulong)];
        for (var n = 0; n < hashes.Count; n++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(n * sizeof(ulong)), hashes[n]);
        }

        return bytes;
    }

    private static IEnumerable<EventMark> Marks(int minute, ReadOnlyMemory<byte> content)
    {
        for (var rest = content; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
        {
            yield return new EventMark(minute, BinaryPrimitives.ReadUInt64LittleEndian(rest.Span));
        }
    }

    private static string NameOf(string groupKey, int minute) => string.Create(CultureInfo.InvariantCulture, $"{Folder}{groupKey}/{minute:D10}");

    private static ParallelOptions AtOnce(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = MinutesAtOnce, CancellationToken = cancellationToken };
}
