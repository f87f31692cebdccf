using System.Net;
using System.Text;
using CrossCloudOps.Heartbeats;
using CrossCloudOps.Heartbeats.Probing;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

/// <summary>Answers that come.</summary>
public sealed class PulseProbeTests : IAsyncLifetime
{
    private readonly ProbeScenario _scenario = ProbeScenario.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task The_expected_body_passes()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("all fine\n"));

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example", "/health?deep=1"), Body = "all fine\n" });

        result.ShouldBe(new CheckResult(null, TimeSpan.Zero));
        server.Requests.ShouldBe([$"GET /health?deep=1 HTTP/1.1\r\nHost: web-1.example:{server.Port}\r\nUser-Agent: CrossCloudOps\r\n\r\n"]);
    }

    [Fact]
    public async Task Another_body_is_shown_beside_the_expected_one()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("maintenance"));

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Body = "main" });

        result.Failure.ShouldBe(new CheckFailure(CheckCause.Body, "the body differs from the expected one from character 5 on") { Expected = "main", Got = "maintenance" });
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(404, "HTTP 404 instead of 2xx")]
    [InlineData(503, "HTTP 503 instead of 2xx")]
    public async Task Without_a_status_any_2xx_will_do(int status, string? text)
    {
        await using var server = new ScriptedServer($"HTTP/1.1 {status} Words\r\nConnection: close\r\n\r\n");

        (await _scenario.CheckAsync(server.At("web-1.example"))).Failure?.Text.ShouldBe(text);
    }

    [Fact]
    public async Task HEAD_asks_for_no_body()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nX-Version: 12\r\nContent-Type: text/plain\r\n\r\n");

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Head = true, Headers = new Dictionary<string, string> { ["x-version"] = "12", ["content-type"] = "text/plain" } });

        result.Failure.ShouldBeNull();
        server.Requests.ShouldHaveSingleItem().ShouldStartWith("HEAD / HTTP/1.1");
    }

    [Fact]
    public async Task A_body_that_nobody_asks_for_is_not_waited_for()
    {
        await using var server = new ScriptedServer(async (stream, _, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"u8.ToArray(), cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });

        (await _scenario.CheckAsync(server.At("web-1.example"))).Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData("text/plain", "c3bc")]
    [InlineData("text/plain; charset=utf-8", "c3bc")]
    [InlineData("text/plain; charset=\"UTF-8\"", "c3bc")]
    [InlineData("text/plain; charset=iso-8859-1", "fc")]
    [InlineData("text/plain; charset=windows-1252", "fc")]
    [InlineData("text/plain; charset=utf-16", "fc00")]
    [InlineData("text/plain; charset=nonsense", "c3bc")]
    public async Task A_body_is_read_in_its_charset(string contentType, string hex)
    {
        await using var server = new ScriptedServer(async (stream, _, cancellationToken) =>
        {
            var body = Convert.FromHexString(hex);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), cancellationToken);
            await stream.WriteAsync(body, cancellationToken);
        });

        (await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Body = "ü" })).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task What_comes_compressed_unasked_is_taken_as_it_is()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("not gzip", "Content-Encoding: gzip\r\n"));

        (await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Body = "not gzip" })).Failure.ShouldBeNull();
        server.Requests[0].ShouldNotContain("Accept-Encoding");
    }

    [Fact]
    public async Task An_endless_body_is_read_up_to_its_limit()
    {
        await using var server = new ScriptedServer(async (stream, _, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
            while (true)
            {
                await stream.WriteAsync(new byte[1000], cancellationToken);
            }
        });

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Contains = "ok", MaxBytes = 5000 });

        result.Failure!.Cause.ShouldBe(CheckCause.TooLarge);
        result.Failure.Text.ShouldBe("the body is larger than 5,000 bytes, and no more of it is read: \"maxBytes\" says how much is");
    }

    [Fact]
    public async Task A_body_of_just_the_limit_is_whole()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok(new string('a', 4998) + "ok"));

        (await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Contains = "ok", MaxBytes = 5000 })).Failure.ShouldBeNull();
        (await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Contains = "ok", MaxBytes = 4999 })).Failure!.Cause.ShouldBe(CheckCause.TooLarge);
    }

    [Fact]
    public async Task As_many_redirects_are_followed_as_the_pulse_says_relative_ones_too()
    {
        await using var server = new ScriptedServer((stream, head, cancellationToken) =>
            stream.WriteAsync(Encoding.ASCII.GetBytes(head.StartsWith("GET /a ", StringComparison.Ordinal) ? ScriptedServer.Redirect("/b/c") : head.StartsWith("GET /b/c ", StringComparison.Ordinal) ? ScriptedServer.Redirect("d", 307) : ScriptedServer.Ok("here")), cancellationToken).AsTask());

        var followed = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example", "/a"), Body = "here", Redirects = 2 });
        var one = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example", "/a"), Body = "here", Redirects = 1 });
        var none = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example", "/a"), Body = "here" });

        followed.Failure.ShouldBeNull();
        one.Failure.ShouldBe(new CheckFailure(CheckCause.Redirect, $"HTTP 307 leads to http://web-1.example:{server.Port}/b/d, and 1 redirect was followed already: \"redirects\" says how many are"));
        none.Failure.ShouldBe(new CheckFailure(CheckCause.Redirect, $"HTTP 302 leads to http://web-1.example:{server.Port}/b/c, which is not followed: \"redirects\" says how many are"));
    }

    [Fact]
    public async Task A_redirect_that_is_expected_is_not_followed()
    {
        await using var server = new ScriptedServer(ScriptedServer.Redirect("/login"));

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Status = [302], Redirects = 5 });

        result.Failure.ShouldBeNull();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_loop_ends()
    {
        await using var server = new ScriptedServer(ScriptedServer.Redirect("/again?token=secret"));

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example", "/again"), Redirects = 10 });

        result.Failure.ShouldBe(new CheckFailure(CheckCause.Redirect, $"HTTP 302 leads to http://web-1.example:{server.Port}/again?…, and 10 redirects were followed already: \"redirects\" says how many are"));
        server.Requests.Count.ShouldBe(11);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is never allowed (link-local) (after 1 redirect)")]
    [InlineData("http://metadata.example/", "metadata.example is at 169.254.169.254, which is never allowed (link-local) (after 1 redirect)")]
    public async Task A_redirect_never_leads_to_the_clouds_credentials(string to, string text)
    {
        _scenario.Resolve = static (host, _) => Task.FromResult<IPAddress[]>([host.StartsWith("web", StringComparison.Ordinal) ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")]);
        await using var server = new ScriptedServer(ScriptedServer.Redirect(to));

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Redirects = 3 });

        result.Failure.ShouldBe(new CheckFailure(CheckCause.Refused, text));
    }

    [Fact]
    public async Task A_redirect_to_something_else_than_HTTP_is_not_followed()
    {
        await using var server = new ScriptedServer(ScriptedServer.Redirect("file:///etc/passwd"));

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Redirects = 3 });

        result.Failure.ShouldBe(new CheckFailure(CheckCause.Redirect, "HTTP 302 leads to file:///etc/passwd, which is neither http nor https"));
    }
}
