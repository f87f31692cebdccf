using System.Net;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackFaultTests : SlackEmulatorTest
{
    private const string Hello = """{"channel":"C0ALERTS","text":"hello"}""";

    private readonly ManualTime _time = new();

    protected override SlackEmulatorOptions Options => new()
    {
        TimeProvider = _time,
        RateLimited = true,
        Channels = [new("C0ALERTS", "alerts"), new("C0OTHER", "other")],
    };

    [Theory]
    [InlineData(FaultKind.DropBefore, 0)]
    [InlineData(FaultKind.DropAfter, 1)]
    public async Task A_cut_connection_leaves_the_caller_in_doubt(FaultKind kind, int messages)
    {
        Slack.Faults.Add(new Fault(kind) { Operation = "chat.postMessage", Times = 1 });

        await Should.ThrowAsync<HttpRequestException>(SendAsync("chat.postMessage", Hello));

        Slack.Messages(Alerts).Count.ShouldBe(messages);
        var call = Slack.Calls.ShouldHaveSingleItem();
        call.Ok.ShouldBe(messages == 1);
        call.Fault.ShouldBe(kind);
    }

    [Fact]
    public async Task A_refusal_with_status_200_carries_its_code()
    {
        Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "chat.postMessage", Status = 200, Code = "is_archived", Times = 1 });

        (await CallAsync("chat.postMessage", Hello)).Error().ShouldBe("is_archived");
        (await CallAsync("chat.postMessage", Hello)).Error().ShouldBe("ok");
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_again()
    {
        Slack.Faults.Add(new Fault(FaultKind.Answer) { Status = 429, RetryAfter = 30 });

        using var response = await SendAsync("chat.postMessage", Hello);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(30));
        Slack.Messages(Alerts).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_server_answers_5xx()
    {
        Slack.Faults.Add(new Fault(FaultKind.Answer) { Status = 503, Operation = "chat.update" });

        using var broken = await SendAsync("chat.update", Hello);
        using var whole = await SendAsync("chat.postMessage", Hello);

        broken.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_slow_answer_comes_all_the_same()
    {
        Slack.Faults.Add(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(20) });

        (await CallAsync("chat.postMessage", Hello)).Ok().ShouldBeTrue();
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_slow_answer()
    {
        Slack.Faults.Add(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMinutes(10) });
        var call = SendAsync("chat.postMessage", Hello);
        while (Slack.Calls.Count == 0)
        {
            await Task.Yield();
        }

        await Slack.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(call);
    }

    [Fact]
    public async Task Each_channel_takes_one_message_a_second()
    {
        (await CallAsync("chat.postMessage", Hello)).Ok().ShouldBeTrue();
        (await CallAsync("chat.postMessage", """{"channel":"C0OTHER","text":"hello"}""")).Ok().ShouldBeTrue();

        using (var early = await SendAsync("chat.postMessage", Hello))
        {
            early.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            early.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(1));
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        (await CallAsync("chat.postMessage", Hello)).Ok().ShouldBeTrue();
        Slack.Calls.Select(call => call.Error).ShouldBe([null, null, "ratelimited", null]);
        Slack.Calls[3].At.ShouldBe(_time.GetUtcNow());
    }

    [Fact]
    public async Task Calls_under_a_foreign_host_name_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiUrl, "auth.test"));
        request.Headers.Host = "rebound.example";

        using var response = await Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
