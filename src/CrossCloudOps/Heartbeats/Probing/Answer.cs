namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>What a checked address answered.</summary>
/// <param name="Headers">By name, whatever its case; a header that came several times has several values.</param>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers, Uri Address)
{
    /// <summary>How many redirects led to it.</summary>
    public int Redirects { get; init; }

    /// <summary>Empty as long as nobody asked for it.</summary>
    public string Body { get; init; } = "";

    /// <summary>The body went on after so many bytes; null: it is whole.</summary>
    public int? CutAt { get; init; }

    public TimeSpan Took { get; init; }

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Where a redirect leads; null if that is nowhere one could go.</summary>
    public Uri? LeadsTo => IsRedirect && Headers.TryGetValue("Location", out var values) && Uri.TryCreate(Address, values[0], out var to) ? to : null;
}
