using CrossCloudOps.Emulators.S3.Checksums;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>The checksums against the values that their catalogues give for the nine digits.</summary>
public sealed class ChecksumTests
{
    [Theory]
    [InlineData("Crc32", "CBF43926")]
    [InlineData("Crc32C", "E3069283")]
    [InlineData("Crc64Nvme", "AE8B14860A799888")]
    [InlineData("Sha1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData("Sha256", "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    public void The_nine_digits_have_their_known_value(string algorithm, string value) =>
        Convert.ToHexString(Enum.Parse<ChecksumAlgorithm>(algorithm).Compute("123456789"u8)).ShouldBe(value);

    [Theory]
    [InlineData(0xEDB88320, 32)]
    [InlineData(0x82F63B78, 32)]
    [InlineData(0x9A6C9329AC4BC9B5, 64)]
    public void Eight_bytes_at_a_time_are_the_same_as_bit_by_bit(ulong polynomial, int bits)
    {
        var random = new Random(11);
        var crc = new Crc(polynomial, bits);
        for (var length = 0; length < 70; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);

            crc.Compute(bytes).ShouldBe(BitByBit(bytes, polynomial, bits), $"{length} bytes");
        }
    }

    private static ulong BitByBit(byte[] bytes, ulong polynomial, int bits)
    {
        var mask = ulong.MaxValue >> (64 - bits);
        var state = mask;
        foreach (var one in bytes)
        {
            state ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                state = (state & 1) == 0 ? state >> 1 : (state >> 1) ^ polynomial;
            }
        }

        return state ^ mask;
    }
}
