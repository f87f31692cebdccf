using System.Net;
using System.Net.Sockets;
using System.Text;
using CrossCloudOps.Heartbeats;
using CrossCloudOps.Heartbeats.Probing;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

/// <summary>Answers that do not come, or not whole.</summary>
public sealed class PulseProbeFailureTests : IAsyncLifetime
{
    private readonly ProbeScenario _scenario = ProbeScenario.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task A_private_address_is_refused_and_the_setting_named_that_would_allow_it()
    {
        await using var strict = ProbeScenario.Create(allowPrivate: false);
        await using var server = new ScriptedServer(ScriptedServer.Ok("ok"));

        var byName = await strict.CheckAsync(server.At("web-1.example"));
        var byAddress = await strict.CheckAsync(server.At("127.0.0.1"));

        byName.Failure.ShouldBe(new CheckFailure(CheckCause.Refused, "web-1.example is at 127.0.0.1, which is a private address (loopback); Heartbeats__AllowPrivateTargets would allow it"));
        byAddress.Failure.ShouldBe(new CheckFailure(CheckCause.Refused, "127.0.0.1 is a private address (loopback); Heartbeats__AllowPrivateTargets would allow it"));
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is never allowed (link-local)")]
    [InlineData("http://[::ffff:169.254.169.254]/", "::ffff:169.254.169.254 is never allowed (link-local)")]
    public async Task The_clouds_credentials_are_refused_although_private_addresses_are_allowed(string url, string text) =>
        (await _scenario.CheckAsync(new Uri(url))).Failure.ShouldBe(new CheckFailure(CheckCause.Refused, text));

    [Theory]
    [InlineData(SocketError.HostNotFound, CheckCause.Name, "there is no host web-1.example")]
    [InlineData(SocketError.NoData, CheckCause.Name, "there is no host web-1.example")]
    [InlineData(SocketError.TryAgain, CheckCause.Resolver, "the resolver failed to say where web-1.example is (it has no answer for now)")]
    [InlineData(SocketError.NoRecovery, CheckCause.Resolver, "the resolver failed to say where web-1.example is (NoRecovery)")]
    internal async Task A_name_that_is_not_there_is_told_from_a_resolver_that_fails(SocketError error, CheckCause cause, string text)
    {
        _scenario.Resolve = (_, _) => throw new SocketException((int)error);

        (await _scenario.CheckAsync(new Uri("https://web-1.example/"))).Failure.ShouldBe(new CheckFailure(cause, text));
    }

    [Fact]
    public async Task A_name_without_an_address_is_no_host()
    {
        _scenario.Resolve = static (_, _) => Task.FromResult<IPAddress[]>([]);

        (await _scenario.CheckAsync(new Uri("https://web-1.example/"))).Failure!.Cause.ShouldBe(CheckCause.Name);
    }

    [Fact]
    public async Task A_resolver_that_never_answers_is_not_taken_for_a_slow_host()
    {
        var asked = new TaskCompletionSource();
        _scenario.Resolve = async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return [];
        };

        var check = _scenario.CheckAsync(new Pulse { Url = new Uri("https://web-1.example/"), Timeout = TimeSpan.FromSeconds(2) });
        await asked.Task;
        _scenario.Time.Advance(TimeSpan.FromSeconds(2));

        (await check).ShouldBe(new CheckResult(new CheckFailure(CheckCause.Resolver, "the resolver did not say within 2 s where web-1.example is"), TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task A_connection_that_is_refused()
    {
        var server = new ScriptedServer("");
        var url = server.At("web-1.example");
        await server.DisposeAsync();

        (await _scenario.CheckAsync(url)).Failure.ShouldBe(new CheckFailure(CheckCause.Connection, $"no connection to web-1.example:{url.Port}: it was refused"));
    }

    [Fact]
    public async Task A_server_that_closes_without_an_answer()
    {
        await using var server = new ScriptedServer("");

        (await _scenario.CheckAsync(server.At("web-1.example"))).Failure
            .ShouldBe(new CheckFailure(CheckCause.Broken, $"no answer of web-1.example:{server.Port}: the connection was closed before its end"));
    }

    [Fact]
    public async Task A_server_that_speaks_no_HTTP()
    {
        await using var server = new ScriptedServer("220 mail.example ESMTP\r\n");

        (await _scenario.CheckAsync(server.At("web-1.example"))).Failure
            .ShouldBe(new CheckFailure(CheckCause.Broken, $"no answer of web-1.example:{server.Port}: what came is no HTTP"));
    }

    [Fact]
    public async Task Headers_without_end_are_not_read_without_end()
    {
        await using var server = new ScriptedServer(async (stream, _, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), cancellationToken);
            while (true)
            {
                await stream.WriteAsync("X-Filler: 0123456789\r\n"u8.ToArray(), cancellationToken);
            }
        });

        (await _scenario.CheckAsync(server.At("web-1.example"))).Failure
            .ShouldBe(new CheckFailure(CheckCause.Broken, $"no answer of web-1.example:{server.Port}: its headers are too large"));
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\n12345", "the body broke off after 5 bytes: the connection was closed before its end")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n", "the body broke off after 0 bytes: what came is no HTTP")]
    public async Task A_body_that_breaks_off(string rest, string text)
    {
        await using var server = new ScriptedServer($"HTTP/1.1 200 OK\r\n{rest}");

        (await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Body = "1" })).Failure.ShouldBe(new CheckFailure(CheckCause.Broken, text));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_after_the_time_out_of_the_settings()
    {
        var asked = new TaskCompletionSource();
        await using var server = new ScriptedServer((_, _, cancellationToken) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });

        var check = _scenario.CheckAsync(server.At("web-1.example"));
        await asked.Task;
        _scenario.Time.Advance(TimeSpan.FromSeconds(10));

        (await check).ShouldBe(new CheckResult(new CheckFailure(CheckCause.Timeout, "no answer within 10 s"), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_body_that_comes_byte_by_byte_is_left_after_the_time_out()
    {
        var some = new TaskCompletionSource();
        await using var server = new ScriptedServer(async (stream, _, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"u8.ToArray(), cancellationToken);
            for (var sent = 1; ; sent++)
            {
                await stream.WriteAsync("."u8.ToArray(), cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
                if (sent == 20)
                {
                    some.SetResult();
                }
            }
        });

        var check = _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Contains = "ok", Timeout = TimeSpan.FromSeconds(3) });
        await some.Task;
        _scenario.Time.Advance(TimeSpan.FromSeconds(3));

        var failure = (await check).Failure!;
        failure.Cause.ShouldBe(CheckCause.Timeout);
        failure.Text.ShouldMatch("^the body was not through within 3 s: [0-9]+ bytes came$");
    }

    [Fact]
    public async Task All_redirects_together_have_one_time_out()
    {
        using var asked = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        await using var server = new ScriptedServer(async (stream, _, cancellationToken) =>
        {
            asked.Release();
            await go.WaitAsync(cancellationToken);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(ScriptedServer.Redirect("/again")), cancellationToken);
        });

        var check = _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Redirects = 10, Timeout = TimeSpan.FromSeconds(3) });
        for (var second = 0; second < 2; second++)
        {
            await asked.WaitAsync();
            _scenario.Time.Advance(TimeSpan.FromSeconds(1));
            go.Release();
        }

        await asked.WaitAsync();
        _scenario.Time.Advance(TimeSpan.FromSeconds(1));

        (await check).Failure.ShouldBe(new CheckFailure(CheckCause.Timeout, "no answer within 3 s (after 2 redirects)"));
    }

    [Fact]
    public async Task An_answer_that_takes_longer_than_it_may_is_too_slow()
    {
        await using var server = new ScriptedServer((stream, _, cancellationToken) =>
        {
            _scenario.Time.Advance(TimeSpan.FromMilliseconds(3217));
            return stream.WriteAsync(Encoding.ASCII.GetBytes(ScriptedServer.Ok("ok")), cancellationToken).AsTask();
        });

        var result = await _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example"), Body = "ok", Within = TimeSpan.FromSeconds(2) });

        result.ShouldBe(new CheckResult(new CheckFailure(CheckCause.TooSlow, "the answer took 3.217 s, more than 2 s"), TimeSpan.FromMilliseconds(3217)));
    }

    [Fact]
    public async Task Who_cancels_is_told_by_an_exception()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new ScriptedServer(async (_, _, cancellationToken) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => _scenario.CheckAsync(new Pulse { Url = server.At("web-1.example") }, stop.Token));
    }
}
