using System.Globalization;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Blobs;

/// <summary>Signs requests: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key</summary>
internal sealed class SharedKeyPolicy(SharedKey key) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] SignedHeaders =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match",
        "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture));
        request.Headers.SetValue("Authorization", $"SharedKey {key.Account}:{key.Sign(StringToSign(request))}");
    }

    private string StringToSign(Request request)
    {
        var text = new StringBuilder(request.Method.Method).Append('\n');
        foreach (var name in SignedHeaders)
        {
            text.Append(Header(request, name)).Append('\n');
        }

        var own = request.Headers.Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name.ToLowerInvariant(), StringComparer.Ordinal);
        foreach (var header in own)
        {
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value).Append('\n');
        }

        var uri = request.Uri.ToUri();
        text.Append('/').Append(key.Account).Append(uri.AbsolutePath);
        var query = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .OrderBy(part => part[0], StringComparer.Ordinal);
        foreach (var part in query)
        {
            text.Append('\n').Append(part[0].ToLowerInvariant()).Append(':').Append(Uri.UnescapeDataString(part[1]));
        }

        return text.ToString();
    }

    private static string Header(Request request, string name)
    {
        if (name == "Content-Length")
        {
            return request.Content is { } content && content.TryComputeLength(out var length) && length > 0 ? length.ToString(CultureInfo.InvariantCulture) : "";
        }

        return request.Headers.TryGetValue(name, out var value) ? value : "";
    }
}
