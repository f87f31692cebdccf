namespace CrossCloudOps.Webhooks;

/// <summary>Settings <c>Webhooks__*</c>: which webhooks are taken in, and where they go. Without the section the feature is off.</summary>
internal sealed class WebhooksOptions
{
    public const string Section = "Webhooks";

    /// <summary>By key: letters, digits and <c>_</c>, since app settings on Linux allow no hyphen.</summary>
    public IDictionary<string, WebhookRouteOptions> Routes { get; } = new Dictionary<string, WebhookRouteOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>S3 bucket for bodies that are too large for their queue. Without it they are refused.</summary>
    public string? LargeBodyBucket { get; set; }
}

/// <summary>Settings <c>Webhooks__Routes__key__*</c>: from a sender through one FIFO queue to one target.</summary>
internal sealed class WebhookRouteOptions
{
    /// <summary>The last part of <c>/api/hooks/{path}</c>; the default is the route's key.</summary>
    public string? Path { get; set; }

    /// <summary>The FIFO queue's URL. It belongs to this route alone.</summary>
    public string? QueueUrl { get; set; }

    /// <summary>Where the webhooks are POSTed to. Without it they are taken in only, and somebody else consumes the queue.</summary>
    public string? TargetUrl { get; set; }

    public SignatureOptions Signature { get; } = new();

    /// <summary>What must stay in order: <c>path</c> (all of the route), <c>header:Name</c>, or a JSON pointer such as <c>/customer/id</c>.</summary>
    public string GroupBy { get; set; } = "path";

    /// <summary>
    /// What makes two requests one: <c>content</c>, <c>header:Name</c> or a JSON pointer. The default is the sender's delivery id where the
    /// signature's scheme has one, else the content.
    /// </summary>
    public string? DeduplicateBy { get; set; }

    /// <summary>Headers that go with the webhook to its target; at most eight.</summary>
    public IList<string> KeepHeaders { get; } = [];

    /// <summary>The largest body that is taken. What does not fit into the queue needs <see cref="WebhooksOptions.LargeBodyBucket"/>.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Requests a second that one instance of the app takes; 0: no limit.</summary>
    public int RateLimit { get; set; }

    /// <summary>How many groups are delivered at the same time.</summary>
    public int MaxConcurrency { get; set; } = 10;

    /// <summary>How long the target may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public OnFailure OnFailure { get; set; }

    /// <summary>Answers after which it makes no sense to try again. The default is 400, 413, 415 and 422.</summary>
    public IReadOnlyList<int>? HopelessStatuses { get; set; }

    public PumpMode Pump { get; set; }

    /// <summary>How long to wait between two tries of a target that is down.</summary>
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Also targets in private networks, and http without TLS.</summary>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>Sign what is delivered as Standard Webhooks do, with each of these: <c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
    public IList<string> ForwardingSecrets { get; } = [];

    /// <summary>When nothing is delivered, because the target is being released.</summary>
    public IList<ReleaseWindowOptions> ReleaseWindows { get; } = [];

    /// <summary>The channel's id for this route's problems, if it is not the default one.</summary>
    public string? Channel { get; set; }
}

internal enum OnFailure
{
    /// <summary>What failed too often leaves the queue for its dead-letter queue, and its group goes on.</summary>
    DeadLetter,

    /// <summary>Its group waits until it succeeds.</summary>
    Block,
}

internal enum PumpMode
{
    /// <summary>A run ends when there is nothing left to deliver.</summary>
    Frugal,

    /// <summary>A run waits for more: the least delay, at the price of a run that never ends.</summary>
    Continuous,
}

/// <summary>Settings <c>…__ReleaseWindows__n__*</c>.</summary>
internal sealed class ReleaseWindowOptions
{
    /// <summary>NCRONTAB with six fields, UTC.</summary>
    public string? Starts { get; set; }

    public TimeSpan Lasts { get; set; }
}

/// <summary>Settings <c>…__Signature__*</c>: how a sender proves that it is the sender.</summary>
internal sealed class SignatureOptions
{
    public SignatureScheme? Scheme { get; set; }

    /// <summary>Each is tried, so that a secret can be replaced without a gap.</summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>With <see cref="SignatureScheme.Hmac"/> and <see cref="SignatureScheme.Header"/>: where the signature or the secret stands.</summary>
    public string? Header { get; set; }

    /// <summary>With <see cref="SignatureScheme.Hmac"/>: how the signature is written.</summary>
    public SignatureEncoding Encoding { get; set; }

    /// <summary>With <see cref="SignatureScheme.Hmac"/>: the hash.</summary>
    public SignatureHash Hash { get; set; }

    /// <summary>With <see cref="SignatureScheme.Hmac"/> and <see cref="SignatureScheme.Header"/>: what stands before it, such as <c>sha256=</c>.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>With schemes that sign a time: how far it may be from now.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);
}

internal enum SignatureScheme
{
    GitHub,
    Stripe,
    Shopify,
    Slack,
    StandardWebhooks,
    Svix,

    /// <summary>An HMAC of the body in a header.</summary>
    Hmac,

    /// <summary>The secret as <c>Authorization: Bearer</c>.</summary>
    Bearer,

    /// <summary>The secret in a header.</summary>
    Header,

    /// <summary>Anybody may send. It must be written out.</summary>
    None,
}

internal enum SignatureEncoding
{
    Hex,
    Base64,
}

internal enum SignatureHash
{
    Sha256,
    Sha512,
    Sha1,
}
