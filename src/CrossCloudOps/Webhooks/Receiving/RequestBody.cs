using System.Globalization;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>Reads a body no further than its limit.</summary>
internal static class RequestBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Null as soon as it is larger than the limit: already by what its header says.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(WebhookRequest request, int limit, CancellationToken cancellationToken)
    {
        if (long.TryParse(request.Headers.Text("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var announced) && announced > limit)
        {
            return null;
        }

        // One byte more than the limit, so that the end is seen. What is here already (hosts buffer) is read at once.
        var buffer = new byte[Math.Min((request.Body.CanSeek ? request.Body.Length : FirstBuffer) + 1, limit + 1L)];
        var length = 0;
        int read;
        while ((read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (length > limit)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1L));
            }
        }

        return buffer.AsMemory(0, length);
    }
}
