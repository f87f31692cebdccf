namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>How one kind of sender proves itself, with the secrets of one route.</summary>
internal interface IWebhookSignature
{
    /// <summary>Null if this is the sender. Checked against the raw bytes, before anything of them is parsed.</summary>
    SignatureFault? Check(RawRequest request, DateTimeOffset now);

    /// <summary>The sender's own id of this delivery; null if it has none. To be asked after the check only.</summary>
    string? DeliveryId(RawRequest request);
}
