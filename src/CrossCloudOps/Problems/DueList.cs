using System.Globalization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

/// <summary>
/// Problems that change by themselves at a known time: <c>due/&lt;minute&gt;/&lt;key&gt;</c>, empty. One that fires too early is only looked at
/// once more; each problem has at most a few.
/// </summary>
internal sealed class DueList(IDocumentStore store, ProblemBook book, TimeProvider time)
{
    private const string Folder = "due/";
    private const string Minute = "yyyyMMddHHmm";

    /// <summary>The minute that was looked at last: the next look before its end would find nothing, and a list costs what a write does.</summary>
    private string? _rung;

    /// <summary>Marks as changed what is due. The mark comes first, so a death in between costs a second look.</summary>
    public async Task RingAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString(Minute, CultureInfo.InvariantCulture);
        if (now == _rung)
        {
            return;
        }

        await foreach (var due in store.ListAsync(Folder, cancellationToken))
        {
            var name = due.Name[Folder.Length..];
            if (string.CompareOrdinal(name, 0, now, 0, Minute.Length) > 0)
            {
                break;
            }

            await book.MarkChangedAsync(name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..], cancellationToken);
            await store.DeleteAsync(due.Name, etag: null, cancellationToken);
        }

        _rung = now;
    }

    /// <summary>Makes sure that a problem is looked at then or before.</summary>
    public async Task SetAsync(Problem problem, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        if (at is not { } wanted)
        {
            return;
        }

        // Rounded up, so that it is not too early when it rings.
        var minute = new DateTimeOffset((wanted.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
        if (problem.Shown.DueAt is { } set && set > time.GetUtcNow() && set <= minute)
        {
            return;
        }

        await store.WriteAsync($"{Folder}{minute.UtcDateTime.ToString(Minute, CultureInfo.InvariantCulture)}/{problem.Key}", ReadOnlyMemory<byte>.Empty, cancellationToken);
        await book.ShownAsync(problem.Key, shown => shown with { DueAt = minute }, cancellationToken);
    }
}
