namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>What of a message never changes, whichever queue it is in.</summary>
internal sealed class MessageContent
{
    public required string MessageId { get; init; }

    /// <summary>UTF-8, as it came and as it goes.</summary>
    public required byte[] Body { get; init; }

    public required string BodyMd5 { get; init; }

    public IReadOnlyDictionary<string, MessageAttribute>? Attributes { get; init; }

    public string? AttributesMd5 { get; init; }

    public string? TraceHeader { get; init; }

    public string? SystemAttributesMd5 { get; init; }

    public string? GroupId { get; init; }

    public MessageContent WithNewId() => new()
    {
        MessageId = Guid.NewGuid().ToString(),
        Body = Body,
        BodyMd5 = BodyMd5,
        Attributes = Attributes,
        AttributesMd5 = AttributesMd5,
        TraceHeader = TraceHeader,
        SystemAttributesMd5 = SystemAttributesMd5,
        GroupId = GroupId,
    };
}
