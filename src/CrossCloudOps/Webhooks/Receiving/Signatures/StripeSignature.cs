using System.Security.Cryptography;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>Stripe's: a time and any number of signatures in one header. <see href="https://docs.stripe.com/webhooks/signature"/></summary>
internal sealed class StripeSignature(IReadOnlyList<byte[]> keys, TimeSpan tolerance) : IWebhookSignature
{
    private const string Header = "Stripe-Signature";
    private const string Form = "t= with seconds since 1970 and v1= with 64 hex digits, separated by commas";

    public SignatureFault? Check(RawRequest request, DateTimeOffset now)
    {
        if (SignatureFault.OfHeader(request, Header, Form, out var value) is { } fault)
        {
            return fault;
        }

        var parts = value.Split(',').Select(static part => part.Split('=', 2)).Where(static part => part.Length == 2).ToLookup(static part => part[0], static part => part[1]);
        var signatures = parts["v1"].Select(Read).OfType<byte[]>().ToList();
        if (parts["t"].ToList() is not [var time] || !SignatureText.TryTime(time, out var seconds) || signatures.Count is 0 or > SignatureText.MostSignatures)
        {
            return SignatureFault.Malformed(Header, Form);
        }

        return !SignatureText.IsNear(seconds, now, tolerance) ? SignatureFault.TimeTooFarAway(Header, tolerance)
            : SignedText.IsSigned(keys, $"{time}.", request.Body.Span, signatures) ? null
            : SignatureFault.Mismatch;
    }

    public string? DeliveryId(RawRequest request) => WebhookIdentity.Read(new RequestValue.Pointer(["id"]), request);

    private static byte[]? Read(string hex)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        return SignatureText.TryHex(hex, bytes) ? bytes : null;
    }
}
