using CrossCloudOps.Slack;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>Slack's, of another app than our own.</summary>
internal sealed class SlackWebhookSignature(IEnumerable<string> secrets, TimeSpan tolerance) : IWebhookSignature
{
    private const string TimeForm = "a time in seconds since 1970";
    private const string SignatureForm = "v0= and 64 hex digits in lower case";

    public SignatureFault? Check(RawRequest request, DateTimeOffset now)
    {
        if ((SignatureFault.OfHeader(request, SlackSignature.TimestampHeader, TimeForm, out var time)
            ?? SignatureFault.OfHeader(request, SlackSignature.SignatureHeader, SignatureForm, out _)) is { } fault)
        {
            return fault;
        }

        var signature = request.Headers.Text(SlackSignature.SignatureHeader);
        var checks = secrets.Select(secret => SlackSignature.Check(time, signature, request.Body.Span, secret, now, tolerance)).ToList();
        return checks.Contains(SlackSignatureCheck.Valid) ? null : checks[0] switch
        {
            SlackSignatureCheck.MalformedTimestamp => SignatureFault.Malformed(SlackSignature.TimestampHeader, TimeForm),
            SlackSignatureCheck.TimestampTooFarAway => SignatureFault.TimeTooFarAway(SlackSignature.TimestampHeader, tolerance),
            SlackSignatureCheck.MalformedSignature => SignatureFault.Malformed(SlackSignature.SignatureHeader, SignatureForm),
            _ => SignatureFault.Mismatch,
        };
    }

    public string? DeliveryId(RawRequest request) => WebhookIdentity.Read(new RequestValue.Pointer(["event_id"]), request);
}
