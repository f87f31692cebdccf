using System.Net.Sockets;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

public sealed class ReachabilityTests : IAsyncLifetime
{
    private readonly ProbeScenario _scenario = ProbeScenario.Create(allowPrivate: false);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task Any_answer_shows_that_we_reach_something()
    {
        await using var server = new ScriptedServer("HTTP/1.1 503 Unavailable\r\nConnection: close\r\n\r\n");
        _scenario.SlackUrl = server.At("slack.example", "/api").ToString();

        var answer = await _scenario.AskAsync();

        answer.Reached.ShouldBeTrue();
        answer.HostsInWords.ShouldBe("slack.example");
        server.Requests.ShouldHaveSingleItem().ShouldStartWith("GET /api/ HTTP/1.1");
    }

    [Fact]
    public async Task One_of_several_will_do_and_the_others_are_not_waited_for()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("ok"));
        await using var silent = new ScriptedServer(static (_, _, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));
        _scenario.Reachability.Add(silent.At("a.example").ToString());
        _scenario.Reachability.Add("https://b.invalid/");
        _scenario.Reachability.Add(server.At("c.example").ToString());

        var answer = await _scenario.AskAsync();

        answer.Reached.ShouldBeTrue();
        answer.HostsInWords.ShouldBe("a.example, b.invalid and c.example");
    }

    [Fact]
    public async Task No_answer_of_any_shows_that_it_is_us()
    {
        _scenario.Resolve = static (_, _) => throw new SocketException((int)SocketError.TryAgain);
        _scenario.Reachability.Add("https://a.example/");
        _scenario.Reachability.Add("https://b.example/");

        var answer = await _scenario.AskAsync();

        answer.Reached.ShouldBeFalse();
        answer.HostsInWords.ShouldBe("a.example and b.example");
    }

    [Fact]
    public async Task Silence_is_no_answer_after_five_seconds()
    {
        var asked = new TaskCompletionSource();
        await using var silent = new ScriptedServer((_, _, cancellationToken) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });
        _scenario.Reachability.Add(silent.At("a.example").ToString());

        var ask = _scenario.AskAsync();
        await asked.Task;
        _scenario.Time.Advance(TimeSpan.FromSeconds(5));

        (await ask).Reached.ShouldBeFalse();
    }
}
