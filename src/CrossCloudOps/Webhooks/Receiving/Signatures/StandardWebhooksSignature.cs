using System.Security.Cryptography;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>
/// That of Standard Webhooks: v1 with a shared secret, v1a with the sender's public key. Svix writes <c>svix-</c> where others write <c>webhook-</c>.
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"/>
/// </summary>
/// <param name="prefixes">Of the headers. The first one whose id stands in a request counts; the last if none does.</param>
internal sealed class StandardWebhooksSignature(
    IReadOnlyList<string> prefixes, IReadOnlyList<byte[]> keys, IReadOnlyList<Ed25519PublicKey> publicKeys, TimeSpan tolerance) : IWebhookSignature
{
    private const string IdForm = "an id without dots";
    private const string TimeForm = "a time in seconds since 1970";
    private const string SignatureForm = "a list of v1, or v1a, and base64, separated by spaces";

    private const string Symmetric = "v1,";
    private const string Asymmetric = "v1a,";

    public static StandardWebhooksSignature Of(SignatureOptions options, params IReadOnlyList<string> prefixes) => new(
        prefixes,
        [.. options.Secrets.Where(static s => !Ed25519PublicKey.IsMeant(s)).Select(static s => StandardWebhooksKey.Of(s)!)],
        [.. options.Secrets.Where(Ed25519PublicKey.IsMeant).Select(static s => Ed25519PublicKey.Of(s)!)],
        options.Tolerance);

    public SignatureFault? Check(RawRequest request, DateTimeOffset now)
    {
        var prefix = PrefixOf(request);
        if (SignatureFault.OfHeader(request, $"{prefix}id", IdForm, out var id) is { } idFault)
        {
            return idFault;
        }

        // A dot in the id would let a part of the body pass for the time.
        if (id.Contains('.', StringComparison.Ordinal))
        {
            return SignatureFault.Malformed($"{prefix}id", IdForm);
        }

        if (SignatureFault.OfHeader(request, $"{prefix}timestamp", TimeForm, out var time) is { } timeFault)
        {
            return timeFault;
        }

        if (!SignatureText.TryTime(time, out var seconds))
        {
            return SignatureFault.Malformed($"{prefix}timestamp", TimeForm);
        }

        return !SignatureText.IsNear(seconds, now, tolerance)
            ? SignatureFault.TimeTooFarAway($"{prefix}timestamp", tolerance)
            : CheckSignatures(request, $"{prefix}signature", $"{id}.{time}.");
    }

    public string? DeliveryId(RawRequest request) => request.Headers.Text($"{PrefixOf(request)}id");

    private SignatureFault? CheckSignatures(RawRequest request, string header, string before)
    {
        if (SignatureFault.OfHeader(request, header, SignatureForm, out var value) is { } fault)
        {
            return fault;
        }

        var list = value.Split(' ');
        var signatures = Read(list, Symmetric, SHA256.HashSizeInBytes);
        var asymmetric = Read(list, Asymmetric, Ed25519PublicKey.SignatureBytes);
        if (signatures.Count + asymmetric.Count is 0 or > SignatureText.MostSignatures)
        {
            return SignatureFault.Malformed(header, SignatureForm);
        }

        var isSigned = SignedText.IsSigned(keys, before, request.Body.Span, signatures);
        if (!isSigned && publicKeys.Count > 0 && asymmetric.Count > 0)
        {
            var message = SignedText.Bytes(before, request.Body.Span);
            isSigned = asymmetric.Any(signature => publicKeys.Any(key => key.Verifies(signature, message)));
        }

        return isSigned ? null : SignatureFault.Mismatch;
    }

    private string PrefixOf(RawRequest request) => prefixes.FirstOrDefault(p => request.Headers.All($"{p}id").Count > 0) ?? prefixes[^1];

    /// <summary>Those that can be read. Others are of a version that is not known here, or fit nothing.</summary>
    private static List<byte[]> Read(IEnumerable<string> list, string version, int bytes) => [.. list
        .Where(s => s.StartsWith(version, StringComparison.Ordinal))
        .Select(s =>
        {
            var signature = new byte[bytes];
            return SignatureText.TryBase64(s.AsSpan(version.Length), signature) ? signature : null;
        })
        .OfType<byte[]>()];
}
