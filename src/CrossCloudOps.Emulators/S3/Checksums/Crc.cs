namespace CrossCloudOps.Emulators.S3.Checksums;

/// <summary>A reflected cyclic redundancy check that begins and ends with all bits inverted, eight bytes at a time.</summary>
internal sealed class Crc(ulong polynomial, int bits)
{
    private readonly ulong[][] _tables = Tables(polynomial);
    private readonly ulong _mask = ulong.MaxValue >> (64 - bits);

    public ulong Compute(ReadOnlySpan<byte> bytes)
    {
        var tables = _tables;
        var state = _mask;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            var word = state ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            state = tables[7][(byte)word] ^ tables[6][(byte)(word >> 8)] ^ tables[5][(byte)(word >> 16)] ^ tables[4][(byte)(word >> 24)]
                ^ tables[3][(byte)(word >> 32)] ^ tables[2][(byte)(word >> 40)] ^ tables[1][(byte)(word >> 48)] ^ tables[0][(byte)(word >> 56)];
        }

        foreach (var one in bytes)
        {
            state = tables[0][(byte)(state ^ one)] ^ (state >> 8);
        }

        return state ^ _mask;
    }

    /// <summary>Of each byte's value, with none to seven zero bytes behind it.</summary>
    private static ulong[][] Tables(ulong polynomial)
    {
        var tables = Enumerable.Range(0, sizeof(ulong)).Select(static _ => new ulong[256]).ToArray();
        for (var value = 0; value < 256; value++)
        {
            var remainder = (ulong)value;
            for (var bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ polynomial;
            }

            tables[0][value] = remainder;
        }

        for (var zeros = 1; zeros < sizeof(ulong); zeros++)
        {
            for (var value = 0; value < 256; value++)
            {
                var before = tables[zeros - 1][value];
                tables[zeros][value] = tables[0][(byte)before] ^ (before >> 8);
            }
        }

        return tables;
    }
}
