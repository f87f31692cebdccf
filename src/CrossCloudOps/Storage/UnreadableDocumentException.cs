namespace CrossCloudOps.Storage;

/// <summary>A document that this build cannot read. Says which and why, never what is in it.</summary>
internal sealed class UnreadableDocumentException(string name, string reason) : FormatException($"Document {name} cannot be read: {reason}.")
{
    public string Name { get; } = name;

    public string Reason { get; } = reason;
}
