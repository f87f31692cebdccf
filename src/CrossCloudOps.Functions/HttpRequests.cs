using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.Functions;

internal static class HttpRequests
{
    /// <summary>The raw body, or null as soon as it is larger than the limit.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(this HttpRequestData request, int limit, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > limit)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>A header that stands exactly once; null otherwise.</summary>
    public static string? Header(this HttpRequestData request, string name) =>
        request.Headers.TryGetValues(name, out var values) && values.ToList() is [var only] ? only : null;
}
