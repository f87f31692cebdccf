using System.Collections.Concurrent;

namespace CrossCloudOps.Storage;

/// <summary>
/// Times of change that rise with every change in a folder, also while the given clock stands still: no two states of a document have
/// the same one. Among processes the system's clock does the same.
/// </summary>
internal sealed class FolderClock
{
    private static readonly ConcurrentDictionary<string, FolderClock> Clocks = new();

    private long _last;

    /// <summary>All stores of this process on one folder share its clock.</summary>
    public static FolderClock Of(string directory) => Clocks.GetOrAdd(Path.GetFullPath(directory), static _ => new FolderClock());

    public DateTime Next(DateTimeOffset now, DateTime? previous)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(now.UtcTicks, Math.Max(last, previous?.Ticks ?? 0) + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return new DateTime(next, DateTimeKind.Utc);
            }
        }
    }
}
