using System.Text.Json;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.WiderTests.Aws;

namespace CrossCloudOps.WiderTests.Sqs;

/// <summary>What operators do on the command line, against our emulator.</summary>
internal static class AwsCliScenarios
{
    private delegate Task<JsonElement> Command(params string[] arguments);

    public static Task QueueAsync(string cli) => RunAsync(cli, async (emulator, sqs) =>
    {
        var url = Text(await sqs("create-queue", "--queue-name", "orders", "--attributes", "VisibilityTimeout=40", "--tags", "team=ours"), "QueueUrl");
        await sqs("create-queue", "--queue-name", "other");

        Text(await sqs("get-queue-url", "--queue-name", "orders"), "QueueUrl").ShouldBe(url);
        (await sqs("list-queues", "--queue-name-prefix", "ord")).GetProperty("QueueUrls").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe(url);
        (await sqs("list-queue-tags", "--queue-url", url)).GetProperty("Tags").GetProperty("team").GetString().ShouldBe("ours");
        await sqs("set-queue-attributes", "--queue-url", url, "--attributes", "DelaySeconds=5,VisibilityTimeout=50");
        var attributes = (await sqs("get-queue-attributes", "--queue-url", url, "--attribute-names", "All")).GetProperty("Attributes");
        Text(attributes, "VisibilityTimeout").ShouldBe("50");
        Text(attributes, "DelaySeconds").ShouldBe("5");
        Text(attributes, "QueueArn").ShouldBe("arn:aws:sqs:eu-central-1:000000000000:orders");
        emulator.Queue("orders").Seed(new SeedMessage("hello"));
        await sqs("purge-queue", "--queue-url", url);
        emulator.Queue("orders").Messages.ShouldBeEmpty();
        await sqs("delete-queue", "--queue-url", url);
        (await sqs("list-queues")).GetProperty("QueueUrls").GetArrayLength().ShouldBe(1);
    });

    public static Task MessageAsync(string cli) => RunAsync(cli, async (emulator, sqs) =>
    {
        var queue = emulator.CreateQueue("orders.fifo");
        const string Body = "grüße 🎉 \"quoted\" <a&b>\r\n\tline";

        var sent = await sqs("send-message", "--queue-url", queue.Url, "--message-body", Body, "--message-group-id", "group",
            "--message-deduplication-id", "once", "--message-attributes", """{"text":{"DataType":"String","StringValue":"x y"}}""",
            "--message-system-attributes", """{"AWSTraceHeader":{"DataType":"String","StringValue":"Root=1"}}""");
        var received = await sqs("receive-message", "--queue-url", queue.Url, "--message-attribute-names", "All", "--attribute-names", "All");

        var message = received.GetProperty("Messages").EnumerateArray().ShouldHaveSingleItem();
        Text(message, "Body").ShouldBe(Body);
        Text(message, "MessageId").ShouldBe(Text(sent, "MessageId"));
        Text(message, "MD5OfMessageAttributes").ShouldBe(Text(sent, "MD5OfMessageAttributes"));
        Text(message.GetProperty("MessageAttributes").GetProperty("text"), "StringValue").ShouldBe("x y");
        Text(message.GetProperty("Attributes"), "MessageGroupId").ShouldBe("group");
        Text(message.GetProperty("Attributes"), "SequenceNumber").ShouldBe(Text(sent, "SequenceNumber"));
        Text(message.GetProperty("Attributes"), "AWSTraceHeader").ShouldBe("Root=1");
        var handle = Text(message, "ReceiptHandle");
        await sqs("change-message-visibility", "--queue-url", queue.Url, "--receipt-handle", handle, "--visibility-timeout", "600");
        queue.Messages.ShouldHaveSingleItem().InFlight.ShouldBeTrue();
        await sqs("delete-message", "--queue-url", queue.Url, "--receipt-handle", handle);
        queue.Messages.ShouldBeEmpty();
    });

    public static Task BatchAsync(string cli) => RunAsync(cli, async (emulator, sqs) =>
    {
        var queue = emulator.CreateQueue("orders");

        var sent = await sqs("send-message-batch", "--queue-url", queue.Url, "--entries", "Id=a,MessageBody=one", "Id=b,MessageBody=two,DelaySeconds=901");
        var received = await sqs("receive-message", "--queue-url", queue.Url, "--max-number-of-messages", "10");
        var handle = Text(received.GetProperty("Messages").EnumerateArray().ShouldHaveSingleItem(), "ReceiptHandle");
        var changed = await sqs("change-message-visibility-batch", "--queue-url", queue.Url, "--entries", $"Id=a,ReceiptHandle={handle},VisibilityTimeout=60");
        var deleted = await sqs("delete-message-batch", "--queue-url", queue.Url, "--entries", $"Id=a,ReceiptHandle={handle}", "Id=b,ReceiptHandle=made-up");

        Text(sent.GetProperty("Successful")[0], "Id").ShouldBe("a");
        Text(sent.GetProperty("Failed")[0], "Code").ShouldBe("InvalidParameterValue");
        Text(changed.GetProperty("Successful")[0], "Id").ShouldBe("a");
        Text(deleted.GetProperty("Successful")[0], "Id").ShouldBe("a");
        Text(deleted.GetProperty("Failed")[0], "Code").ShouldBe("ReceiptHandleIsInvalid");
        deleted.GetProperty("Failed")[0].GetProperty("SenderFault").GetBoolean().ShouldBeTrue();
    });

    public static Task DeadLetterAsync(string cli) => RunAsync(cli, async (emulator, sqs) =>
    {
        var dead = emulator.CreateQueue("dead");
        var orders = emulator.CreateQueue("orders", new Dictionary<string, string> { ["VisibilityTimeout"] = "0" });
        var policy = $$"""{"RedrivePolicy":"{\"deadLetterTargetArn\":\"{{dead.Arn}}\",\"maxReceiveCount\":\"1\"}"}""";

        await sqs("set-queue-attributes", "--queue-url", orders.Url, "--attributes", policy);
        await sqs("send-message", "--queue-url", orders.Url, "--message-body", "poison");
        await sqs("receive-message", "--queue-url", orders.Url);
        (await sqs("receive-message", "--queue-url", orders.Url)).ValueKind.ShouldBe(JsonValueKind.Undefined);

        var message = (await sqs("receive-message", "--queue-url", dead.Url, "--attribute-names", "All")).GetProperty("Messages")[0];
        Text(message, "Body").ShouldBe("poison");
        Text(message.GetProperty("Attributes"), "DeadLetterQueueSourceArn").ShouldBe(orders.Arn);
        (await sqs("list-dead-letter-source-queues", "--queue-url", dead.Url)).GetProperty("queueUrls")[0].GetString().ShouldBe(orders.Url);
    });

    public static Task ErrorsAsync(string cli) => RunAsync(cli, async (emulator, _) =>
    {
        var queue = emulator.CreateQueue("orders");
        var aws = AwsCli.All[cli];

        (await aws.RefusalAsync(emulator.Endpoint, "sqs", "get-queue-url", "--queue-name", "nowhere"))
            .ShouldContain("(AWS.SimpleQueueService.NonExistentQueue) when calling the GetQueueUrl operation");
        (await aws.RefusalAsync(emulator.Endpoint, "sqs", "delete-message", "--queue-url", queue.Url, "--receipt-handle", "made-up"))
            .ShouldContain("(ReceiptHandleIsInvalid) when calling the DeleteMessage operation");
        emulator.Deny("orders");
        (await aws.RefusalAsync(emulator.Endpoint, "sqs", "receive-message", "--queue-url", queue.Url))
            .ShouldContain("(AccessDenied) when calling the ReceiveMessage operation: User: ");
    });

    private static async Task RunAsync(string cli, Func<SqsEmulator, Command, Task> scenario)
    {
        await using var emulator = await SqsEmulator.StartAsync();
        await scenario(emulator, arguments => AwsCli.All[cli].JsonAsync(emulator.Endpoint, ["sqs", .. arguments]));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
