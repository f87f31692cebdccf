using System.Text.Json.Serialization;

namespace CrossCloudOps.Heartbeats.Probing;

[JsonConverter(typeof(JsonStringEnumConverter<CheckCause>))]
internal enum CheckCause
{
    /// <summary>The resolver did not say where the name is: it failed itself, or did not answer.</summary>
    Resolver,

    /// <summary>There is no such name.</summary>
    Name,

    /// <summary>The address may not be called.</summary>
    Refused,

    /// <summary>No connection.</summary>
    Connection,

    Tls,

    /// <summary>No whole answer in time.</summary>
    Timeout,

    /// <summary>The connection broke, or what came was no HTTP.</summary>
    Broken,

    Status,
    Redirect,
    Header,
    Body,

    /// <summary>The body is larger than what is read.</summary>
    TooLarge,

    /// <summary>All as it should be, but not soon enough.</summary>
    TooSlow,
}

/// <summary>Why a check failed.</summary>
/// <param name="Text">One line, in words: what came instead of what. It may quote the target, and is redacted when it is shown.</param>
internal sealed record CheckFailure(CheckCause Cause, string Text)
{
    /// <summary>What the body should have been, contained or matched; cut.</summary>
    public string? Expected { get; init; }

    /// <summary>The body that came instead; cut.</summary>
    public string? Got { get; init; }

    /// <summary>Some answer of the host arrived: the way there is free.</summary>
    [JsonIgnore]
    public bool GotThrough => Cause >= CheckCause.Status;
}

/// <summary>What came of one check.</summary>
/// <param name="Failure">Null: it is as it should be.</param>
internal sealed record CheckResult(CheckFailure? Failure, TimeSpan Took)
{
    /// <summary>When the certificate expires that the host showed last; null without TLS.</summary>
    public DateTimeOffset? CertificateExpiresAt { get; init; }
}
