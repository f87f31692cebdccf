namespace CrossCloudOps.Pages;

/// <summary>Pages about single things of one kind, below the status page.</summary>
internal interface IDetailPage
{
    /// <summary>The part of their address that tells the kind.</summary>
    string Folder { get; }

    /// <summary>Null if there is no such thing. The name comes from an address, and so from anybody.</summary>
    Task<PageDetail?> ReadAsync(string name, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>One thing with all that is known of it.</summary>
/// <param name="Facts">Each with its name.</param>
internal sealed record PageDetail(string Title, PageLevel Level, string Standing, IReadOnlyList<PageFact> Facts)
{
    public IReadOnlyList<PageText> Texts { get; init; } = [];
}

internal sealed record PageFact(string Name, PageCell Value);

/// <summary>A longer text, shown whole and with its lines as they are.</summary>
internal sealed record PageText(string Title, string Text);
