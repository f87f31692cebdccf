using System.Globalization;
using System.Net.Sockets;
using CrossCloudOps.Outbound;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>How far a check came, for the words about its end.</summary>
/// <param name="Address">Where it was sent last, which may be where redirects led.</param>
internal sealed record ProbeStand(Uri Address, int Redirects, ConnectionProgress Connection)
{
    /// <summary>Null: there was no answer yet.</summary>
    public AnswerBody? Body { get; init; }

    public string Host => Excerpt.Line(Address.IdnHost, 100);

    public string HostAndPort => Address.IsDefaultPort ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Address.Port}");
}

/// <summary>Why no whole answer came, in words: no stack traces, and nothing that the target could make them say at length.</summary>
internal static class ProbeFailure
{
    private const int LongestDetail = 200;

    public static CheckFailure NotInTime(ProbeStand stand, TimeSpan limit)
    {
        var within = $"within {AnswerPolicy.Seconds(limit)}";
        return AfterRedirects(stand, stand switch
        {
            { Body: { } body } => new CheckFailure(CheckCause.Timeout, string.Create(CultureInfo.InvariantCulture, $"the body was not through {within}: {body.Length:N0} bytes came")),
            { Connection.Stage: ConnectionStage.Resolving } => new CheckFailure(CheckCause.Resolver, $"the resolver did not say {within} where {stand.Host} is"),
            { Connection.Stage: ConnectionStage.Connecting } => new CheckFailure(CheckCause.Timeout, $"no connection to {stand.HostAndPort} {within}"),
            { Connection.Stage: ConnectionStage.Connected } => new CheckFailure(CheckCause.Timeout, $"{stand.HostAndPort} took the connection, but no TLS handshake came through {within}"),
            _ => new CheckFailure(CheckCause.Timeout, $"no answer {within}"),
        });
    }

    public static CheckFailure Of(Exception exception, ProbeStand stand) => AfterRedirects(stand, exception switch
    {
        { InnerException: TargetRefusedException refused } => Refused(refused),
        { InnerException: SocketException socket } when stand.Connection.Stage == ConnectionStage.Resolving => Unresolved(socket.SocketErrorCode, stand),
        { InnerException: ArgumentException } when stand.Connection.Stage == ConnectionStage.Resolving => new CheckFailure(CheckCause.Name, $"{stand.Host} is no name that a host can have"),
        { InnerException: CertificateRefusedException certificate } => new CheckFailure(CheckCause.Tls, $"{stand.HostAndPort}: {certificate.Message}"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new CheckFailure(CheckCause.Tls, $"no TLS connection to {stand.HostAndPort}: {Innermost(exception)}"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } or { InnerException: SocketException } when stand.Connection.Stage == ConnectionStage.Connecting =>
            new CheckFailure(CheckCause.Connection, $"no connection to {stand.HostAndPort}: {(exception.InnerException is SocketException socket ? Words(socket.SocketErrorCode) : Innermost(exception))}"),
        _ => new CheckFailure(CheckCause.Broken, Broken(exception, stand)),
    });

    private static CheckFailure AfterRedirects(ProbeStand stand, CheckFailure failure) => stand.Redirects == 0 ? failure
        : failure with { Text = string.Create(CultureInfo.InvariantCulture, $"{failure.Text} (after {stand.Redirects} redirect{(stand.Redirects == 1 ? "" : "s")})") };

    private static CheckFailure Refused(TargetRefusedException refused) => new(CheckCause.Refused, refused.IsNeverAllowed ? refused.Message
        : $"{refused.Message}; {HeartbeatsOptions.Section}__{nameof(HeartbeatsOptions.AllowPrivateTargets)} would allow it");

    private static CheckFailure Unresolved(SocketError error, ProbeStand stand) => error is SocketError.HostNotFound or SocketError.NoData
        ? new CheckFailure(CheckCause.Name, $"there is no host {stand.Host}")
        : new CheckFailure(CheckCause.Resolver, $"the resolver failed to say where {stand.Host} is ({(error == SocketError.TryAgain ? "it has no answer for now" : Words(error))})");

    private static string Broken(Exception exception, ProbeStand stand)
    {
        var what = stand.Body is { } body ? string.Create(CultureInfo.InvariantCulture, $"the body broke off after {body.Length:N0} bytes") : $"no answer of {stand.HostAndPort}";
        return (exception as HttpRequestException)?.HttpRequestError switch
        {
            null when exception is HttpIOException http => $"{what}: {Words(http.HttpRequestError, exception)}",
            { } error => $"{what}: {Words(error, exception)}",
            null => $"{what}: {Innermost(exception)}",
        };
    }

    private static string Words(HttpRequestError error, Exception exception) => error switch
    {
        HttpRequestError.ResponseEnded => "the connection was closed before its end",
        HttpRequestError.InvalidResponse => "what came is no HTTP",
        HttpRequestError.ConfigurationLimitExceeded => "its headers are too large",
        _ => Innermost(exception),
    };

    private static string Innermost(Exception exception) => exception.GetBaseException() switch
    {
        SocketException socket => Words(socket.SocketErrorCode),
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection was closed before its end",
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => "what came is no HTTP",
        var other => Excerpt.Line(other.Message, LongestDetail),
    };

    private static string Words(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "it was refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "it was reset",
        SocketError.TimedOut => "nobody answered",
        SocketError.HostUnreachable or SocketError.HostDown => "the host cannot be reached",
        SocketError.NetworkUnreachable or SocketError.NetworkDown => "the network cannot be reached",
        SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => "we have no network for its address",
        SocketError.AccessDenied => "our system does not allow it",
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => "we have too many connections open",
        _ => $"{error}",
    };
}
