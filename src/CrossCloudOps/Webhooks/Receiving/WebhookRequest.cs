using System.Net;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>A request as it comes: nothing of its body was read yet.</summary>
/// <param name="Path">The last part of the address.</param>
internal sealed record WebhookRequest(string Path, RequestHeaders Headers, Stream Body);

/// <summary>A request whose body was read, byte for byte.</summary>
internal sealed record RawRequest(RequestHeaders Headers, ReadOnlyMemory<byte> Body);

/// <summary>What the sender gets back.</summary>
internal sealed record WebhookReply(HttpStatusCode Status, string Json)
{
    public TimeSpan? RetryAfter { get; init; }
}
