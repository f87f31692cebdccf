using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>How many webhooks wait in a spool.</summary>
/// <param name="IsAll">False: there are more than these; it was too much to count.</param>
internal sealed record SpoolCount(int Count, bool IsAll)
{
    public const long MostBytes = 64 * 1024 * 1024;

    public static async Task<SpoolCount> OfAsync(IDocumentStore store, string route, SpoolCursor? cursor, long mostBytes, CancellationToken cancellationToken)
    {
        var (count, bytes) = (0, 0L);
        await foreach (var segment in store.SegmentsAsync(route, cancellationToken))
        {
            var offset = segment == cursor?.Segment ? cursor.Offset : 0;
            while (await store.ReadPartAsync(SpoolSegments.Name(route, segment), offset, SpoolFormat.PartLength, cancellationToken) is { Content: { IsEmpty: false } part })
            {
                count += Lines(part.Span);
                offset += part.Length;
                bytes += part.Length;
                if (bytes > mostBytes)
                {
                    return new SpoolCount(count, IsAll: false);
                }

                if (part.Length < SpoolFormat.PartLength)
                {
                    break;
                }
            }
        }

        return new SpoolCount(count, IsAll: true);
    }

    /// <summary>The ends of lines that are not empty.</summary>
    private static int Lines(ReadOnlySpan<byte> part)
    {
        var count = 0;
        for (var next = part.IndexOf((byte)'\n'); next >= 0; next = part.IndexOf((byte)'\n'))
        {
            count += next > 0 ? 1 : 0;
            part = part[(next + 1)..];
        }

        return count;
    }
}
