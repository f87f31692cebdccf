using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CrossCloudOps.Webhooks.Receiving.Signatures;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>What a webhook is called, what it must stay in order with, and what makes it the same as another.</summary>
internal sealed record WebhookIdentity(string Id, string GroupId, string DeduplicationId)
{
    private const int LongestGroupId = 128;
    private const int LongestId = 256;

    /// <summary>ASCII without spaces: what SQS takes as a group and HTTP as a header.</summary>
    private static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c)]);

    public static WebhookIdentity Of(WebhookRoute route, IWebhookSignature signature, RawRequest request)
    {
        var group = Safe(Read(route.GroupBy, request) ?? route.Path, LongestGroupId);
        var delivery = signature.DeliveryId(request);
        var named = route.DeduplicateBy is null ? delivery : Read(route.DeduplicateBy, request);
        return new WebhookIdentity(
            Safe(delivery ?? named ?? Guid.NewGuid().ToString(), LongestId),
            group,
            named is null
                ? Hash("body"u8, Encoding.UTF8.GetBytes(route.Key), Encoding.UTF8.GetBytes(group), request.Body.Span)
                : Hash("id"u8, Encoding.UTF8.GetBytes(route.Key), Encoding.UTF8.GetBytes(group), Encoding.UTF8.GetBytes(named)));
    }

    /// <summary>Null where the request has nothing there. JSON's null is nothing: it would make all webhooks without an id one.</summary>
    public static string? Read(RequestValue value, RawRequest request) => value switch
    {
        RequestValue.Header header => request.Headers.Text(header.Name),
        RequestValue.Pointer pointer => JsonPlace.Find(request.Body.Span, pointer.Segments) is { Length: > 0 } text ? text : null,
        _ => null,
    };

    private static string Safe(string text, int longest) =>
        text.Length <= longest && !text.AsSpan().ContainsAnyExcept(Visible) ? text : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Each part with its length before it: no two lists of parts are the same bytes.</summary>
    private static string Hash(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> route, ReadOnlySpan<byte> group, ReadOnlySpan<byte> value)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, kind);
        Append(hash, route);
        Append(hash, group);
        Append(hash, value);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
