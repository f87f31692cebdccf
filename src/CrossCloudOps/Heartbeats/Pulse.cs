namespace CrossCloudOps.Heartbeats;

/// <summary>What one pulse file asks to be checked. Everything but the address is optional.</summary>
internal sealed record Pulse
{
    public required Uri Url { get; init; }

    /// <summary>HEAD instead of GET: status and headers only.</summary>
    public bool Head { get; init; }

    /// <summary>The body must be this.</summary>
    public string? Body { get; init; }

    /// <summary>The body must contain this.</summary>
    public string? Contains { get; init; }

    /// <summary>The body must match this regular expression somewhere.</summary>
    public string? Matches { get; init; }

    /// <summary>The status must be one of these; with none given, any 2xx.</summary>
    public IReadOnlyList<int> Status { get; init; } = [];

    /// <summary>The answer must have these headers with these values.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How many redirects are followed.</summary>
    public int Redirects { get; init; }

    /// <summary>When to give up; null: as the settings say.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>A whole answer that takes longer is a failure.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>How many bytes of a body are read; null: as the settings say.</summary>
    public int? MaxBytes { get; init; }

    /// <summary>How long before it expires its certificate is warned of; null: as the settings say.</summary>
    public TimeSpan? TlsWarning { get; init; }

    /// <summary>How often it comes.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>How late it may be.</summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>The id of the channel in which its trouble is told.</summary>
    public string? Channel { get; init; }

    /// <summary>The Slack id of the user or user group who is named when it is in trouble.</summary>
    public string? Owner { get; init; }
}
