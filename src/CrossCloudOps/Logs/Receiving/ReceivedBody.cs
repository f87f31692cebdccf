using System.IO.Compression;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>What became of a request's body.</summary>
/// <param name="Bytes">Null if it could not be read.</param>
/// <param name="Fault">Why not.</param>
internal readonly record struct ReadBody(PooledBytes? Bytes, LogFault? Fault);

/// <summary>Reads a request's body, inflated if it is compressed, and no further than the limit.</summary>
internal static class ReceivedBody
{
    /// <summary>The most that Firehose sends, before compression.</summary>
    public const int Limit = 64 * 1024 * 1024;

    public static async Task<ReadBody> ReadAsync(Stream body, string? encoding, CancellationToken cancellationToken)
    {
        var isGzip = "gzip".Equals(encoding, StringComparison.OrdinalIgnoreCase);
        if (!isGzip && !string.IsNullOrEmpty(encoding) && !"identity".Equals(encoding, StringComparison.OrdinalIgnoreCase))
        {
            return new ReadBody(null, LogFault.Encoding);
        }

        try
        {
            await using var inflated = isGzip ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : null;
            var bytes = await PooledBytes.ReadAsync(inflated ?? body, Limit, cancellationToken);
            return new ReadBody(bytes, bytes is null ? LogFault.TooLarge : null);
        }
        catch (InvalidDataException)
        {
            return new ReadBody(null, LogFault.BrokenGzip);
        }
    }
}
