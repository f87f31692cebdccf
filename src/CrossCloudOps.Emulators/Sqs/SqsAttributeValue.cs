namespace CrossCloudOps.Emulators.Sqs;

/// <summary>A message attribute: <see cref="Text"/> for String and Number, <see cref="Binary"/> for Binary.</summary>
public sealed record SqsAttributeValue(string DataType, string? Text, ReadOnlyMemory<byte> Binary = default)
{
    /// <summary>An attribute of type String.</summary>
    public static implicit operator SqsAttributeValue(string text) => FromString(text);

    /// <summary>An attribute of type String.</summary>
    public static SqsAttributeValue FromString(string text) => new("String", text);
}
