using System.Net;
using System.Text;
using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

/// <summary>From a request to a message in the queue.</summary>
public sealed class ReceivingTests
{
    public static TheoryData<string, byte[]> Bodies => new()
    {
        { "nothing", [] },
        { "one byte", "-"u8.ToArray() },
        { "JSON", """{ "b": 1,  "a": [1.0, "\u00e9"] }"""u8.ToArray() },
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. "{}"u8] },
        { "NUL", "a\0b"u8.ToArray() },
        { "ESC", "\u001b[31mred"u8.ToArray() },
        { "line ends", "a\r\nb\nc\rd\te"u8.ToArray() },
        { "emoji", "🧨 ünïcödé 漢字"u8.ToArray() },
        { "what is no character", "a\uffffb\ufffe"u8.ToArray() },
        { "half of a pair, escaped", """{"a":"\ud800"}"""u8.ToArray() },
        { "half of a pair, as bytes", [0xED, 0xA0, 0x80] },
        { "Latin-1", [0x66, 0xFC, 0x72] },
        { "all bytes", [.. Enumerable.Range(0, 256).Select(static b => (byte)b)] },
        { "UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("""{"a":1}""")).ToArray() },
        { "base64 that is not ours", Encoding.ASCII.GetBytes(Convert.ToBase64String([1, 2, 3])) },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_travels_byte_for_byte(string what, byte[] body)
    {
        await using var hooks = await WebhookStack.StartAsync();

        var answer = await hooks.PostAsync(body, ("Content-Type", "application/x-anything; v=1"));

        answer.Status.ShouldBe(HttpStatusCode.Accepted, what);
        answer.Id.ShouldBe(hooks.Queue.Messages.ShouldHaveSingleItem().MessageId);
        var taken = hooks.Taken.ShouldHaveSingleItem();
        taken.Fault.ShouldBeNull();
        taken.Webhook.Body.ToArray().ShouldBe(body, what);
        taken.Webhook.ContentType.ShouldBe("application/x-anything; v=1");
        taken.Webhook.ReceivedAt.ShouldBe(hooks.Stack.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_webhook_without_a_content_type_has_none()
    {
        await using var hooks = await WebhookStack.StartAsync();

        await hooks.PostAsync("plain");

        hooks.Taken.ShouldHaveSingleItem().Webhook.ContentType.ShouldBeNull();
    }

    [Fact]
    public async Task Named_headers_are_kept_and_no_others()
    {
        await using var hooks = await WebhookStack.StartAsync(
            ("KeepHeaders:0", "X-Shop-Topic"), ("KeepHeaders:1", "x-missing"), ("KeepHeaders:2", "Date"), ("KeepHeaders:3", "X-Twice"), ("KeepHeaders:4", "X-Bell"), ("KeepHeaders:5", "X-Empty"), ("KeepHeaders:6", "X-Emoji"));
        using var connection = await RawConnection.OpenAsync(hooks.Address);

        await connection.WriteAsync(
            $"POST {hooks.Address.AbsolutePath} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nx-shop-topic: orders/create\r\nX-Other: o\r\n"
            + "Date: Thu,  1 Jan 1970\r\nX-Twice: one\r\nX-Twice: two\r\nX-Bell: ring\u0007\r\nX-Emoji: 🧨\r\nX-Empty:\r\n\r\n{}");

        (await connection.ReadAsync()).Status.ShouldBe(202);
        hooks.Taken.ShouldHaveSingleItem().Webhook.Headers.ShouldBe(
            new Dictionary<string, string> { ["X-Shop-Topic"] = "orders/create", ["Date"] = "Thu,  1 Jan 1970", ["X-Twice"] = "one,two", ["X-Emoji"] = "🧨" }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_secret_header_never_leaves_the_door()
    {
        await using var hooks = await WebhookStack.StartAsync(
            ("Signature:Scheme", "Header"), ("Signature:Header", "X-Token"), ("Signature:Secrets:0", "the-secret-of-the-sender"), ("KeepHeaders:0", "X-Topic"));

        (await hooks.PostAsync("{}", ("X-Topic", "orders"), ("X-Token", "the-secret-of-the-sender"))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await hooks.PostAsync("{}", ("X-Topic", "orders"), ("X-Token", "the-secret-of-the-sendes"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var message = hooks.Queue.Messages.ShouldHaveSingleItem();
        $"{message.Body}{message.GroupId}{message.DeduplicationId}{string.Concat(message.Attributes.Select(static a => a.Key + a.Value.Text))}".ShouldNotContain("the-secret");
        hooks.Stack.Log.ToString().ShouldNotContain("the-secret");
    }

    [Fact]
    public async Task The_senders_id_is_the_webhooks_and_a_repeated_delivery_is_one_message()
    {
        await using var hooks = await WebhookStack.StartAsync(("Signature:Scheme", "GitHub"), ("Signature:Secrets:0", "It's a Secret to Everybody"));
        var github = SignatureCases.All["GitHub"];

        var first = await hooks.PostAsync(github.Body, [.. github.Headers, ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"), ("X-GitHub-Event", "push")]);
        var again = await hooks.PostAsync(github.Body, [.. github.Headers, ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"), ("X-GitHub-Event", "push")]);
        var other = await hooks.PostAsync(github.Body, [.. github.Headers, ("X-GitHub-Delivery", "another"), ("X-GitHub-Event", "push")]);

        again.Id.ShouldBe(first.Id);
        hooks.Queue.Messages.Select(static m => m.MessageId).ShouldBe([first.Id, other.Id]);
        hooks.Taken.Select(static t => t.Webhook.Id).ShouldBe(["72d3162e-cc78-11e3-81ab-4c9367dc0958", "another"]);
    }

    [Fact]
    public async Task Without_an_id_of_the_sender_the_content_counts_and_each_webhook_gets_an_id_of_its_own()
    {
        await using var hooks = await WebhookStack.StartAsync();

        foreach (var body in new[] { """{"a":1}""", """{"a":1}""", """{"a": 1}""" })
        {
            (await hooks.PostAsync(body)).Status.ShouldBe(HttpStatusCode.Accepted);
        }

        var taken = hooks.Taken.Select(static t => t.Webhook).ToList();
        taken.Select(static w => Encoding.UTF8.GetString(w.Body.Span)).ShouldBe(["""{"a":1}""", """{"a": 1}"""]);
        taken.Select(static w => w.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_must_stay_in_order_can_be_named()
    {
        await using var hooks = await WebhookStack.StartAsync(("GroupBy", "/customer/id"), ("DeduplicateBy", "header:X-Event"));

        await hooks.PostAsync("""{"customer":{"id":"c-1"}}""", ("X-Event", "1"));
        await hooks.PostAsync("""{"customer":{"id":42}}""", ("X-Event", "2"));
        await hooks.PostAsync("""{"customer":{"id":42},"again":true}""", ("X-Event", "2"));
        await hooks.PostAsync("""{"customer":null}""", ("X-Event", "3"));
        await hooks.PostAsync("""{"customer":{"id":"two words"}}""");

        hooks.Queue.Messages.Select(static m => m.GroupId)
            .ShouldBe(["c-1", "42", WebhookStack.Path, "a03f1d611645eb53ad16c1af546ca0792dc884505bab57ede80f4dad6b911d3a"]);
        hooks.Taken.Select(static t => t.Webhook.Id).Take(3).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task GitHubs_ping_is_answered_and_not_kept()
    {
        await using var hooks = await WebhookStack.StartAsync(("Signature:Scheme", "GitHub"), ("Signature:Secrets:0", "It's a Secret to Everybody"));
        var github = SignatureCases.All["GitHub"];

        var answer = await hooks.PostAsync(github.Body, [.. github.Headers, ("X-GitHub-Event", "ping")]);
        var stranger = await hooks.PostAsync("Hello!", [.. github.Headers, ("X-GitHub-Event", "ping")]);

        (answer.Status, answer.Text).ShouldBe((HttpStatusCode.OK, """{"pong":true}"""));
        stranger.Status.ShouldBe(HttpStatusCode.Unauthorized);
        hooks.Queue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Slacks_challenge_is_answered_and_its_events_are_known_by_their_id()
    {
        await using var hooks = await WebhookStack.StartAsync(("Signature:Scheme", "Slack"), ("Signature:Secrets:0", "the-signing-secret-of-another-app"));
        using var caller = new SlackCaller(hooks.App, hooks.Stack);
        Task<WebhookAnswer> SendAsync(string body)
        {
            var signed = caller.Sign(Encoding.UTF8.GetBytes(body), secret: "the-signing-secret-of-another-app");
            return hooks.PostAsync(signed.Body, ("X-Slack-Request-Timestamp", signed.Timestamps[0]), ("X-Slack-Signature", signed.Signatures[0]));
        }

        var answer = await SendAsync("""{"token":"x","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P \"<ü>\"","type":"url_verification"}""");
        var happened = await SendAsync("""{"type":"event_callback","event_id":"Ev08MFMKH6","challenge":"no"}""");
        var unsigned = await hooks.PostAsync("""{"challenge":"c","type":"url_verification"}""");

        (answer.Status, answer.Json.GetProperty("challenge").GetString()).ShouldBe((HttpStatusCode.OK, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P \"<ü>\""));
        unsigned.Status.ShouldBe(HttpStatusCode.Unauthorized);
        happened.Id.ShouldBe(hooks.Queue.Messages.ShouldHaveSingleItem().MessageId);
        hooks.Taken.Single().Webhook.Id.ShouldBe("Ev08MFMKH6");
    }

    [Fact]
    public async Task When_neither_the_queue_nor_the_spool_takes_it_nobody_is_told_that_it_was_taken()
    {
        await using var hooks = await WebhookStack.StartAsync();
        // Where the spool's folder would be.
        Directory.CreateDirectory(hooks.Stack.Folder);
        await File.WriteAllTextAsync(Path.Combine(hooks.Stack.Folder, "spool"), "");
        hooks.Stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "SendMessage", Status = 503 });

        var sending = hooks.PostAsync("lost?");
        await hooks.Stack.Time.RunAsync(sending);
        var answer = await sending;

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.ServiceUnavailable, "unavailable"));
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        hooks.Queue.Messages.ShouldBeEmpty();
        hooks.Stack.Log.Lines.ShouldContain(static l => l.StartsWith("Error: A webhook for Hook could be kept nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_SQS_refuses_is_refused_with_its_cause()
    {
        await using var hooks = await WebhookStack.StartAsync();
        hooks.Stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "SendMessage", Status = 400, Code = "InvalidMessageContents" });

        var answer = await hooks.PostAsync("x");

        (answer.Status, answer.Code, answer.Message).ShouldBe((HttpStatusCode.UnprocessableEntity, "refused", "The queue does not take this message: InvalidMessageContents."));
    }
}
