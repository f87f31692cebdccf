using System.Globalization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>
/// The segments of the spools: append documents <c>spool/&lt;route&gt;/&lt;number&gt;</c>. The next one is begun when one is full, which it is
/// for all instances from the same moment on, so the order of the appends is the order of the webhooks.
/// </summary>
internal static class SpoolSegments
{
    public const string Folder = "spool/";
    public const long First = 1;

    public static string Name(string route, long segment) => $"{Folder}{route}/{segment.ToString("D10", CultureInfo.InvariantCulture)}";

    /// <summary>In their order.</summary>
    public static IAsyncEnumerable<long> SegmentsAsync(this IDocumentStore store, string route, CancellationToken cancellationToken) =>
        store.ListAsync($"{Folder}{route}/", cancellationToken).Select(static d => Parse(d.Name)).Where(static s => s is not null).Select(static s => s!.Value);

    /// <summary>The keys of the routes that have a segment, or the sign of one.</summary>
    public static async Task<IReadOnlyList<string>> SpoolingRoutesAsync(this IDocumentStore store, CancellationToken cancellationToken) =>
        await store.ListAsync(Folder, cancellationToken).Select(static d => d.Name.Split('/')[1]).Distinct().ToListAsync(cancellationToken);

    private static long? Parse(string name) =>
        name.Split('/') is [_, _, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var segment) ? segment : null;
}
