using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>
/// Inflates a record. The last four bytes of a gzip say how long its content is: so much memory is taken and no more, and what is cut off
/// or lies about it is found out.
/// </summary>
internal static class Gzip
{
    /// <summary>The most that is taken of one record. CloudWatch Logs sends about a megabyte, and an event of that size is six in JSON at worst.</summary>
    public const int Limit = 32 * 1024 * 1024;

    /// <summary>Header, one empty block, checksum and length.</summary>
    private const int Shortest = 20;

    private const int Scratch = 64 * 1024;

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, ..];

    /// <summary>Null if it cannot be inflated.</summary>
    public static PooledBytes? Inflate(ArraySegment<byte> gzip, out UnreadableReason reason)
    {
        reason = UnreadableReason.Gzip;
        var length = gzip.AsSpan().TrimEnd("\r\n"u8).Length;
        if (length < Shortest)
        {
            return null;
        }

        var claimed = BinaryPrimitives.ReadUInt32LittleEndian(gzip.AsSpan(length - sizeof(uint)));
        using var inflated = new GZipStream(new MemoryStream(gzip.Array!, gzip.Offset, length), CompressionMode.Decompress);
        try
        {
            if (claimed <= Limit && Fill(inflated, (int)claimed) is { } array)
            {
                return new PooledBytes(array, (int)claimed);
            }

            reason = IsOver(inflated) ? UnreadableReason.TooLarge : UnreadableReason.Gzip;
        }
        catch (InvalidDataException)
        {
            // As if it were cut off.
        }

        return null;
    }

    /// <summary>Null if there are not so many bytes, or more.</summary>
    private static byte[]? Fill(GZipStream inflated, int length)
    {
        var array = ArrayPool<byte>.Shared.Rent(length + 1);
        var isWhole = false;
        try
        {
            isWhole = inflated.ReadAtLeast(array.AsSpan(0, length + 1), length + 1, throwOnEndOfStream: false) == length;
            return isWhole ? array : null;
        }
        finally
        {
            if (!isWhole)
            {
                ArrayPool<byte>.Shared.Return(array);
            }
        }
    }

    /// <summary>Only counts, up to the limit: to tell a bomb from what is cut off.</summary>
    private static bool IsOver(GZipStream inflated)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(Scratch);
        try
        {
            var rest = Limit;
            int read;
            while (rest >= 0 && (read = inflated.Read(scratch)) > 0)
            {
                rest -= read;
            }

            return rest < 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }
}
