using System.Text;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>A file that was uploaded.</summary>
public sealed record SharedFile(string Id, string Name, ReadOnlyMemory<byte> Content)
{
    public string? Title { get; init; }

    /// <summary>Where it was shared; null while it is private.</summary>
    public string? Channel { get; init; }

    public string? ThreadTs { get; init; }

    /// <summary>The content as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Content.Span);
}
