using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

public abstract class SqsMessageContract(Func<Task<SqsPeer>> start) : SqsContract(start)
{
    private static readonly string[] Allowed = ["tab\tline\nreturn\r\n", "grüße ☃ \uD7FF\uE000\uFFFD", "quote \" and \\ and </a>&amp;"];
    private static readonly string[] Forbidden = ["nul\0", "escape\u001b[31m", "\uFFFE", "\uFFFF"];

    [ContractFact]
    public async Task A_body_comes_back_as_it_was_sent()
    {
        var url = await CreateAsync();
        foreach (var body in Allowed)
        {
            var sent = await SendAsync(url, body);
            var message = await ReceiveOneAsync(url);

            message.Body.ShouldBe(body);
            message.MessageId.ShouldBe(sent.MessageId);
            message.MD5OfBody.ShouldBe(sent.MD5OfMessageBody);
        }
    }

    [ContractFact]
    public async Task A_body_may_hold_characters_beyond_the_basic_plane()
    {
        var url = await CreateAsync();

        await SendAsync(url, "party 🎉 \U0010FFFF");

        (await ReceiveOneAsync(url)).Body.ShouldBe("party 🎉 \U0010FFFF");
    }

    [ContractFact]
    public async Task A_body_with_characters_that_XML_lacks_is_refused()
    {
        var url = await CreateAsync();
        foreach (var body in Forbidden)
        {
            await Should.ThrowAsync<InvalidMessageContentsException>(() => SendAsync(url, body));
        }
    }

    [ContractFact]
    public async Task An_empty_body_is_refused()
    {
        var url = await CreateAsync();

        await ShouldBeRefusedAsync("MissingParameter", () => SendAsync(url, ""));
    }

    [ContractFact]
    public async Task Body_and_attributes_together_fit_the_queues_limit()
    {
        var url = await CreateAsync(("MaximumMessageSize", "1024"));
        var attribute = new Dictionary<string, MessageAttributeValue> { ["key"] = Text("value") };
        var room = 1024 - "key".Length - "String".Length - "value".Length;

        await Sqs.SendMessageAsync(new SendMessageRequest(url, new string('x', room)) { MessageAttributes = attribute });

        await ShouldBeRefusedAsync("InvalidParameterValue", () =>
            Sqs.SendMessageAsync(new SendMessageRequest(url, new string('x', room + 1)) { MessageAttributes = attribute }));
        await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, new string('ä', 513)));
    }

    [ContractFact]
    public async Task A_message_can_be_a_mebibyte()
    {
        var url = await CreateAsync();
        var body = new string('x', 1_048_576);

        await SendAsync(url, body);

        (await ReceiveOneAsync(url)).Body.ShouldBe(body);
        await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, body + "x"));
    }

    [ContractFact]
    public async Task Only_system_attributes_that_are_asked_for_come()
    {
        var url = await CreateAsync(("VisibilityTimeout", "0"));
        await SendAsync(url, "hello");

        var plain = await Sqs.ReceiveMessageAsync(url);
        var some = await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { MessageSystemAttributeNames = ["SentTimestamp"] });
#pragma warning disable CS0618 // The former name is still sent by older code.
        var former = await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { AttributeNames = ["ApproximateReceiveCount"] });
#pragma warning restore CS0618

        (plain.Messages[0].Attributes ?? []).ShouldBeEmpty();
        some.Messages[0].Attributes.Keys.ShouldBe(["SentTimestamp"]);
        former.Messages[0].Attributes.ShouldBe(new Dictionary<string, string> { ["ApproximateReceiveCount"] = "3" });
        var all = (await ReceiveOneAsync(url)).Attributes;
        all.Keys.ShouldBe(["SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp"], ignoreOrder: true);
        all["SentTimestamp"].Length.ShouldBe("1767614400000".Length);
    }

    [ContractFact]
    public async Task The_trace_header_travels_beside_the_message()
    {
        var url = await CreateAsync();
        const string Header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        var request = new SendMessageRequest(url, "hello")
        {
            MessageSystemAttributes = new()
            {
                ["AWSTraceHeader"] = new MessageSystemAttributeValue { DataType = "String", StringValue = Header },
            },
        };

        var sent = await Sqs.SendMessageAsync(request);

        sent.MD5OfMessageSystemAttributes.ShouldNotBeNull();
        (await ReceiveOneAsync(url)).Attributes["AWSTraceHeader"].ShouldBe(Header);
    }

    [ContractFact]
    public async Task A_standard_queue_takes_a_group_but_does_not_lock_it()
    {
        var url = await CreateAsync();
        await SendAsync(url, "1", group: "tenant");
        await SendAsync(url, "2", group: "tenant");

        var first = await ReceiveOneAsync(url);
        var second = await ReceiveOneAsync(url);

        first.Attributes["MessageGroupId"].ShouldBe("tenant");
        second.MessageId.ShouldNotBe(first.MessageId);
        await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, "3", group: "two words"));
    }

    [ContractFact]
    public async Task A_standard_queue_takes_no_deduplication_id()
    {
        var url = await CreateAsync();

        await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, "hello", id: "1"));
    }

    [ContractFact]
    public async Task A_delayed_message_comes_later()
    {
        var url = await CreateAsync(("DelaySeconds", "1"));
        await SendAsync(url, "as the queue says");
        await Sqs.SendMessageAsync(new SendMessageRequest(url, "at once") { DelaySeconds = 0 });

        (await BodiesAsync(url)).ShouldBe(["at once"]);
        await Peer.PassAsync(Second);

        (await BodiesAsync(url)).ShouldBe(["as the queue says"]);
    }

    [ContractFact]
    public async Task A_delay_is_fifteen_minutes_at_most()
    {
        var url = await CreateAsync();

        await Sqs.SendMessageAsync(new SendMessageRequest(url, "late") { DelaySeconds = 900 });

        await ShouldBeRefusedAsync("InvalidParameterValue", () =>
            Sqs.SendMessageAsync(new SendMessageRequest(url, "too late") { DelaySeconds = 901 }));
    }

    [ContractFact(NeedsClock = true)]
    public async Task A_message_expires_after_the_retention_period_even_in_flight()
    {
        var url = await CreateAsync(("MessageRetentionPeriod", "60"));
        await SendAsync(url, "old");
        await Peer.PassAsync(TimeSpan.FromSeconds(30));
        await SendAsync(url, "young");
        await ReceiveOneAsync(url, visibility: 20);

        await Peer.PassAsync(TimeSpan.FromSeconds(30));

        (await BodiesAsync(url)).ShouldBe(["young"]);
        await Peer.PassAsync(TimeSpan.FromSeconds(30));
        (await AttributeAsync(url, "ApproximateNumberOfMessagesNotVisible")).ShouldBe("0");
    }

    [ContractFact]
    public async Task A_receive_asks_for_one_to_ten_and_waits_up_to_twenty_seconds()
    {
        var url = await CreateAsync();

        foreach (var request in new[]
        {
            new ReceiveMessageRequest(url) { MaxNumberOfMessages = 0 },
            new ReceiveMessageRequest(url) { MaxNumberOfMessages = 11 },
            new ReceiveMessageRequest(url) { WaitTimeSeconds = 21 },
            new ReceiveMessageRequest(url) { VisibilityTimeout = 43_201 },
        })
        {
            await ShouldBeRefusedAsync("InvalidParameterValue", () => Sqs.ReceiveMessageAsync(request));
        }
    }

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };
}
