using System.Buffers;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>Bytes in an array that goes back to where it came from.</summary>
internal sealed class PooledBytes(byte[] array, int length) : IDisposable
{
    public byte[] Array => array;

    public int Length => length;

    public Span<byte> Span => array.AsSpan(0, length);

    /// <summary>Reads to the end; null as soon as there is more than the limit.</summary>
    public static async Task<PooledBytes?> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        const int First = 64 * 1024;
        var array = ArrayPool<byte>.Shared.Rent((int)Math.Min(stream.CanSeek ? stream.Length + 1 : First, limit + 1L));
        var length = 0;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(array.AsMemory(length), cancellationToken)) > 0)
            {
                length += read;
                if (length > limit)
                {
                    return null;
                }

                if (length == array.Length)
                {
                    array = Grown(array, (int)Math.Min(array.Length * 2L, limit + 1L));
                }
            }

            var whole = new PooledBytes(array, length);
            array = [];
            return whole;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(array);

    private static byte[] Grown(byte[] array, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length);
        array.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(array);
        return larger;
    }
}
