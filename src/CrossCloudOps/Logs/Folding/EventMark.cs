using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace CrossCloudOps.Logs.Folding;

/// <summary>
/// What is remembered of an event so that it counts once: its minute since 1970, and a hash of its stream and id. Twelve bytes; two events
/// of one minute that share a hash are as likely as 1 in 10^9 among 200,000.
/// </summary>
internal readonly record struct EventMark(int Minute, ulong Hash)
{
    public const int Bytes = sizeof(int) + sizeof(ulong);

    /// <param name="at">Milliseconds since 1970.</param>
    public static EventMark Of(string stream, string id, long at)
    {
        // Stored, so it must be the same in every process and version: XXH3 is.
        var seed = (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(stream.AsSpan()));
        return new EventMark((int)Math.Clamp(Math.Floor(at / 60_000.0), int.MinValue, int.MaxValue), XxHash3.HashToUInt64(MemoryMarshal.AsBytes(id.AsSpan()), seed));
    }

    public static byte[] Write(IReadOnlyCollection<EventMark> marks)
    {
        var bytes = new byte[marks.Count * Bytes];
        var rest = bytes.AsSpan();
        foreach (var mark in marks)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, mark.Minute);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[sizeof(int)..], mark.Hash);
            rest = rest[Bytes..];
        }

        return bytes;
    }

    public static IEnumerable<EventMark> Read(ReadOnlyMemory<byte> bytes)
    {
        for (var rest = bytes; rest.Length >= Bytes; rest = rest[Bytes..])
        {
            yield return new EventMark(BinaryPrimitives.ReadInt32LittleEndian(rest.Span), BinaryPrimitives.ReadUInt64LittleEndian(rest.Span[sizeof(int)..]));
        }
    }
}
