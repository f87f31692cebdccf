using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using CrossCloudOps.Heartbeats;
using CrossCloudOps.Heartbeats.Probing;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

public sealed class PulseProbeTlsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Later = TestCertificates.Now.AddDays(20);

    private readonly TestCertificates _certificates = TestCertificates.Issuer();
    private readonly ProbeScenario _scenario;

    public PulseProbeTlsTests() => _scenario = ProbeScenario.Create(trusted: _certificates.Root);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _scenario.DisposeAsync();
        _certificates.Dispose();
    }

    [Fact]
    public async Task A_good_certificate_passes_and_its_end_is_told()
    {
        using var certificate = Good("web-1.example");
        await using var server = new ScriptedServer(ScriptedServer.Ok("ok"), certificate);

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Body = "ok" });

        result.ShouldBe(new CheckResult(null, TimeSpan.Zero) { CertificateExpiresAt = Later });
    }

    [Fact]
    public async Task Its_end_is_told_too_when_the_answer_comes_over_a_connection_that_was_there()
    {
        using var certificate = Good("web-1.example");
        await using var server = new ScriptedServer(
            async (stream, head, cancellationToken) =>
            {
                var buffer = new byte[4096];
                do
                {
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellationToken);
                }
                while (await stream.ReadAsync(buffer, cancellationToken) > 0);
            },
            certificate);

        await _scenario.CheckAsync(server.At("web-1.example"));
        var second = await _scenario.CheckAsync(server.At("web-1.example", "/other"));

        second.CertificateExpiresAt.ShouldBe(Later);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_port_of_a_host_has_a_certificate_of_its_own()
    {
        using var certificate = Good("web-1.example");
        using var other = _certificates.For("web-1.example", TestCertificates.Now.AddDays(-1), TestCertificates.Now.AddDays(3));
        await using var server = new ScriptedServer(ScriptedServer.Ok("ok"), certificate);
        await using var otherServer = new ScriptedServer(ScriptedServer.Ok("ok"), other);

        var results = new[] { await _scenario.CheckAsync(server.At("web-1.example")), await _scenario.CheckAsync(otherServer.At("WEB-1.example")), await _scenario.CheckAsync(server.At("web-1.example")) };

        results.Select(static r => r.CertificateExpiresAt).ShouldBe([Later, TestCertificates.Now.AddDays(3), Later]);
    }

    [Fact]
    public async Task A_certificate_signed_by_itself_is_refused_and_its_end_is_told_all_the_same()
    {
        using var certificate = TestCertificates.SelfSigned("web-1.example", Later);

        var (result, port) = await CheckAsync(certificate, "web-1.example");

        result.Failure.ShouldBe(new CheckFailure(CheckCause.Tls, $"web-1.example:{port}: the certificate is signed by itself"));
        result.CertificateExpiresAt.ShouldBe(Later);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        using var certificate = Good("web-2.example");

        var (result, port) = await CheckAsync(certificate, "web-1.example");

        result.Failure.ShouldBe(new CheckFailure(CheckCause.Tls, $"web-1.example:{port}: the certificate is for another name (web-2.example)"));
        result.CertificateExpiresAt.ShouldBe(Later);
    }

    [Fact]
    public async Task A_certificate_that_expired_is_refused()
    {
        var (from, to) = (TestCertificates.Now.AddDays(-30), TestCertificates.Now.AddDays(-2));
        using var certificate = _certificates.For("web-1.example", from, to);

        var (result, port) = await CheckAsync(certificate, "web-1.example");

        result.Failure.ShouldBe(new CheckFailure(CheckCause.Tls, $"web-1.example:{port}: the certificate is not valid now, or its issuer's is not (its own time is {Day(from)} to {Day(to)})"));
        result.CertificateExpiresAt.ShouldBe(to);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_certificate_is_told_at_once()
    {
        using var certificate = TestCertificates.SelfSigned("web-2.example", TestCertificates.Now.AddHours(-1));

        var (result, _) = await CheckAsync(certificate, "web-1.example");

        result.Failure!.Text.ShouldContain("is for another name (web-2.example), is not valid now");
        result.Failure.Text.ShouldEndWith(", is signed by itself");
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_issuer_is_refused()
    {
        using var strangers = TestCertificates.Issuer("Nobody knows me");
        using var certificate = strangers.For("web-1.example", TestCertificates.Now.AddDays(-1), Later);

        var (result, port) = await CheckAsync(certificate, "web-1.example");

        result.Failure!.Cause.ShouldBe(CheckCause.Tls);
        result.Failure.Text.ShouldStartWith($"web-1.example:{port}: the certificate comes from an issuer that is not known");
    }

    [Fact]
    public async Task A_handshake_that_nobody_answers()
    {
        var taken = new TaskCompletionSource();
        await using var server = new ScriptedServer((_, _, _) => Task.CompletedTask) { Taken = taken.SetResult };

        var check = _scenario.CheckAsync(new UriBuilder(server.At("web-1.example")) { Scheme = "https" }.Uri);
        await taken.Task;
        _scenario.Time.Advance(TimeSpan.FromSeconds(10));

        (await check).Failure.ShouldBe(new CheckFailure(CheckCause.Timeout, $"web-1.example:{server.Port} took the connection, but no TLS handshake came through within 10 s"));
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS()
    {
        await using var server = new ScriptedServer("HTTP/1.1 400 Bad Request\r\n\r\n") { AwaitsRequest = false };

        var result = await _scenario.CheckAsync(new UriBuilder(server.At("web-1.example")) { Scheme = "https" }.Uri);

        result.Failure!.Cause.ShouldBe(CheckCause.Tls);
        result.Failure.Text.ShouldStartWith($"no TLS connection to web-1.example:{server.Port}: ");
        result.CertificateExpiresAt.ShouldBeNull();
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private X509Certificate2 Good(string host) => _certificates.For(host, TestCertificates.Now.AddDays(-1), Later);

    private async Task<(CheckResult Result, int Port)> CheckAsync(X509Certificate2 certificate, string host)
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("ok"), certificate);
        return (await _scenario.CheckAsync(server.At(host)), server.Port);
    }
}
