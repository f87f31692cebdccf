namespace CrossCloudOps.Heartbeats;

/// <summary>Settings <c>Heartbeats__*</c>: the bucket in which servers pulse, and how what they name is checked. Without the section the feature is off.</summary>
internal sealed class HeartbeatsOptions
{
    public const string Section = "Heartbeats";

    /// <summary>The bucket's name.</summary>
    public string? Bucket { get; set; }

    /// <summary>Where servers put their pulses: <c>pulse/web-1.json</c>.</summary>
    public string PulsePrefix { get; set; } = "pulse/";

    /// <summary>Where the echo of a pulse that passed its check is put, under the same name.</summary>
    public string EchoPrefix { get; set; } = "echo/";

    /// <summary>A pulse or an echo older than this is too old, unless the pulse says how often it comes.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>So many looks in a row, a minute each, must find a heartbeat in trouble before it is told.</summary>
    public int OpenAfter { get; set; } = 1;

    /// <summary>How many addresses are checked side by side.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>How many of them may be on one host.</summary>
    public int PerHost { get; set; } = 4;

    /// <summary>How long a check may take, the reading of the answer included, unless the pulse says otherwise.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bytes of an answer's body are read, unless the pulse says otherwise.</summary>
    public int MaxBytes { get; set; } = 1024 * 1024;

    /// <summary>How long before it expires a certificate is warned of, unless the pulse says otherwise.</summary>
    public TimeSpan TlsWarning { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Whether addresses in private networks may be checked. Link-local ones never are.</summary>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>The channel's id, if it is not the default one.</summary>
    public string? Channel { get; set; }

    /// <summary>Ids of the channels that a pulse may choose.</summary>
    public IList<string> Channels { get; } = [];

    /// <summary>Addresses that show whether we reach anything at all, asked when no check got through; default Slack's.</summary>
    public IList<string> Reachability { get; } = [];
}
