namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>Anybody is taken for the sender.</summary>
internal sealed class NoSignature : IWebhookSignature
{
    public SignatureFault? Check(RawRequest request, DateTimeOffset now) => null;

    public string? DeliveryId(RawRequest request) => null;
}
