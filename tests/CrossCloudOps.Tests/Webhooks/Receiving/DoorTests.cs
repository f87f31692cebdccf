using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

/// <summary>What is not let in, and what its sender is told.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("/api/hooks/shop")]
    [InlineData("/api/hooks/Shop.Hook")]
    [InlineData("/api/hooks/Hook")]
    [InlineData("/api/hooks/shop.hook%2F")]
    [InlineData("/api/hooks/%C3%BC")]
    public async Task A_path_that_no_route_has_is_unknown(string path)
    {
        await using var hooks = await WebhookStack.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hooks.Address, path)) { Content = new StringContent("{}") };

        var answer = await hooks.SendAsync(request);

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Text.ShouldBe("""{"error":{"code":"unknown_path","message":"No webhooks are taken at this path."}}""");
    }

    [Fact]
    public async Task Without_routes_every_path_is_unknown()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        using var response = await http.PostAsync(new Uri(app.Address, "/api/hooks/any"), new StringContent("{}"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("unknown_path");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_is_taken_up_to_the_limit_and_not_a_byte_more(bool chunked)
    {
        await using var hooks = await WebhookStack.StartAsync(("MaxBodyBytes", "20000"));
        async Task<WebhookAnswer> SendAsync(int bytes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hooks.Address) { Content = new StreamContent(new MemoryStream(new byte[bytes])) };
            request.Headers.TransferEncodingChunked = chunked;
            return await hooks.SendAsync(request);
        }

        (await SendAsync(20_000)).Status.ShouldBe(HttpStatusCode.Accepted);
        var over = await SendAsync(20_001);

        over.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (over.Code, over.Message).ShouldBe(("body_too_large", "The body is over 20000 bytes, which is the limit of this path."));
        hooks.Queue.Messages.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("br", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("identity, gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("identity", HttpStatusCode.Accepted)]
    [InlineData("Identity", HttpStatusCode.Accepted)]
    [InlineData("", HttpStatusCode.Accepted)]
    public async Task A_compressed_body_is_not_taken(string encoding, HttpStatusCode status)
    {
        await using var hooks = await WebhookStack.StartAsync();

        var answer = await hooks.PostAsync("{}", ("Content-Encoding", encoding));

        answer.Status.ShouldBe(status);
        if (status != HttpStatusCode.Accepted)
        {
            (answer.Code, answer.Message).ShouldBe(("content_encoding", "The body must not be compressed: send it without Content-Encoding, or with identity."));
        }
    }

    [Fact]
    public async Task A_stranger_is_told_what_is_wrong_with_the_request_and_nothing_about_the_secrets()
    {
        await using var hooks = await WebhookStack.StartAsync(("Signature:Scheme", "GitHub"), ("Signature:Secrets:0", "It's a Secret to Everybody"));
        const string name = "X-Hub-Signature-256";

        var answers = new[]
        {
            await hooks.PostAsync("{}"),
            await hooks.PostAsync("{}", (name, "sha256=00")),
            await hooks.PostAsync("{}", (name, "sha256=" + new string('0', 64))),
        };

        answers.ShouldAllBe(static a => a.Status == HttpStatusCode.Unauthorized);
        answers.Select(static a => (a.Code, a.Message)).ShouldBe(
        [
            ("signature_missing", "The header X-Hub-Signature-256 is missing."),
            ("signature_malformed", "The header X-Hub-Signature-256 is not sha256= and 64 hex digits."),
            ("signature_mismatch", "The signature does not fit this body with any secret of this path."),
        ]);
        hooks.Queue.Messages.ShouldBeEmpty();
        hooks.Stack.Log.Lines.ShouldContain(static l => l.StartsWith("Warning: A webhook for Hook was refused: signature_mismatch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Above_the_rate_senders_are_told_when_to_come_again()
    {
        await using var hooks = await WebhookStack.StartAsync(("RateLimit", "3"));
        async Task<string> SendAsync() => $"{(int)(await hooks.PostAsync(Guid.NewGuid().ToString())).Status}";

        var burst = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            burst.Add(await SendAsync());
        }

        var refused = await hooks.PostAsync("{}");
        hooks.Stack.Time.Advance(TimeSpan.FromSeconds(0.4));
        var later = new[] { await SendAsync(), await SendAsync() };
        hooks.Stack.Time.Advance(TimeSpan.FromHours(1));
        var muchLater = new[] { await SendAsync(), await SendAsync(), await SendAsync(), await SendAsync() };

        burst.ShouldBe(["202", "202", "202", "429", "429"]);
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.TooManyRequests, "too_many_requests"));
        refused.Headers.RetryAfter.ShouldBe(new RetryConditionHeaderValue(TimeSpan.FromSeconds(1)));
        later.ShouldBe(["202", "429"]);
        muchLater.ShouldBe(["202", "202", "202", "429"]);
        hooks.Queue.Messages.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Strangers_do_not_use_up_the_senders_rate()
    {
        await using var hooks = await WebhookStack.StartAsync(("RateLimit", "1"), ("Signature:Scheme", "GitHub"), ("Signature:Secrets:0", "It's a Secret to Everybody"));
        var github = SignatureCases.All["GitHub"];

        var strangers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => hooks.PostAsync("flood", ("X-Hub-Signature-256", "sha256=" + new string('0', 64)))));

        strangers.ShouldAllBe(static a => a.Status == HttpStatusCode.Unauthorized);
        (await hooks.PostAsync(github.Body, github.Headers)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await hooks.PostAsync(github.Body, github.Headers)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_message_is_taken_up_to_what_its_queue_takes_and_not_a_byte_more()
    {
        await using var hooks = await WebhookStack.StartAsync(new Dictionary<string, string> { ["MaximumMessageSize"] = "2048" }, ("KeepHeaders:0", "X-Topic"));
        var around = Around(hooks, await hooks.PostAsync("x", ("X-Topic", "ü")));

        var exact = await hooks.PostAsync(new string('y', 2048 - around), ("X-Topic", "ü"));
        var over = await hooks.PostAsync(new string('z', 2048 - around + 1), ("X-Topic", "ü"));

        (exact.Status, over.Status).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.RequestEntityTooLarge));
        (over.Code, over.Message).ShouldBe(
            ("message_too_large", "As a message in the queue this takes 2049 bytes, and the queue takes 2048. Larger bodies need the setting Webhooks__LargeBodyBucket."));
        hooks.Stack.Sqs.Calls.Count("SendMessage").ShouldBe(2);
        hooks.Stack.Sqs.Calls.Count("GetQueueAttributes", hooks.Queue.Name).ShouldBe(1);
    }

    [Fact]
    public async Task The_limit_counts_what_is_sent_and_base64_makes_it_longer()
    {
        await using var hooks = await WebhookStack.StartAsync(new Dictionary<string, string> { ["MaximumMessageSize"] = "2048" });

        (await hooks.PostAsync(new byte[1300])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await hooks.PostAsync(new byte[1500])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_queues_limit_is_asked_again_after_five_minutes()
    {
        await using var hooks = await WebhookStack.StartAsync(new Dictionary<string, string> { ["MaximumMessageSize"] = "2048" });
        await hooks.PostAsync(new string('a', 4000));
        await hooks.PostAsync(new string('b', 4000));

        hooks.Stack.Time.Advance(TimeSpan.FromMinutes(5));
        await hooks.PostAsync(new string('c', 4000));

        hooks.Stack.Sqs.Calls.Count("GetQueueAttributes", hooks.Queue.Name).ShouldBe(2);
    }

    [Fact]
    public async Task While_a_queue_does_not_tell_its_limit_the_last_one_counts_else_SQS_refuses_by_itself()
    {
        await using var hooks = await WebhookStack.StartAsync(new Dictionary<string, string> { ["MaximumMessageSize"] = "2048" });
        hooks.Stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "GetQueueAttributes", Status = 403, Code = "AccessDenied" });

        var unknown = await hooks.PostAsync(new string('a', 4000));
        hooks.Stack.Sqs.Faults.Clear();
        hooks.Stack.Time.Advance(TimeSpan.FromSeconds(30));
        var known = await hooks.PostAsync(new string('b', 4000));
        hooks.Stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "GetQueueAttributes", Status = 403, Code = "AccessDenied" });
        hooks.Stack.Time.Advance(TimeSpan.FromMinutes(6));
        var remembered = await hooks.PostAsync(new string('c', 4000));

        (unknown.Status, unknown.Message).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "The queue does not take a message of this size."));
        (known.Code, known.Message).ShouldBe((remembered.Code, remembered.Message));
        known.Message.ShouldContain("the queue takes 2048");
        hooks.Stack.Sqs.Calls.Count("SendMessage").ShouldBe(1);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_about_its_limit_holds_nobody_up()
    {
        await using var hooks = await WebhookStack.StartAsync();
        hooks.Stack.Sqs.Faults.Add(new Fault(FaultKind.Delay) { Operation = "GetQueueAttributes", Delay = TimeSpan.FromHours(1) });
        var before = hooks.Stack.Time.GetUtcNow();

        var sending = hooks.PostAsync(new string('a', 4000));
        await hooks.Stack.Time.RunAsync(sending);

        (await sending).Status.ShouldBe(HttpStatusCode.Accepted);
        (hooks.Stack.Time.GetUtcNow() - before).ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    /// <summary>The bytes of a message of one byte without that one.</summary>
    private static int Around(WebhookStack hooks, WebhookAnswer answer)
    {
        var message = hooks.Queue.Messages.Single(m => m.MessageId == answer.Id);
        return message.Attributes.Sum(static a => Encoding.UTF8.GetByteCount(a.Key) + a.Value.DataType.Length + Encoding.UTF8.GetByteCount(a.Value.Text!));
    }
}
