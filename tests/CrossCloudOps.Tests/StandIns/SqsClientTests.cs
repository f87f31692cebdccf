using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>What this project relies on in the SQS client, be it the stand-in or the real one: calls and answers on the wire.</summary>
public sealed class SqsClientTests
{
    private const string QueueUrl = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

    [Fact]
    public async Task A_call_is_signed_and_posted_to_the_configured_endpoint_whatever_host_the_queue_url_names()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok("{}"));

        await stub.Client.ReceiveMessageAsync(QueueUrl);

        var request = stub.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /");
        request.Headers["X-Amz-Target"].ShouldBe("AmazonSQS.ReceiveMessage");
        request.Headers["Content-Type"].ShouldBe("application/x-amz-json-1.0");
        request.Headers["x-amz-api-version"].ShouldBe("2012-11-05");
        request.Headers["x-amzn-query-mode"].ShouldBe("true");
        request.Headers["Authorization"].ShouldStartWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/");
        request.Headers["Authorization"].ShouldContain("/eu-central-1/sqs/aws4_request");
        request.ShouldCarry($$"""{"QueueUrl":"{{QueueUrl}}"}""");
    }

    public static TheoryData<string, Func<IAmazonSQS, Task>, string> Calls => new()
    {
        {
            "ChangeMessageVisibility", sqs => sqs.ChangeMessageVisibilityAsync("q", "r", 0),
            """{"QueueUrl":"q","ReceiptHandle":"r","VisibilityTimeout":0}"""
        },
        {
            "ChangeMessageVisibilityBatch", sqs => sqs.ChangeMessageVisibilityBatchAsync("q", [new("1", "r") { VisibilityTimeout = 5 }]),
            """{"QueueUrl":"q","Entries":[{"Id":"1","ReceiptHandle":"r","VisibilityTimeout":5}]}"""
        },
        {
            "CreateQueue",
            sqs => sqs.CreateQueueAsync(new CreateQueueRequest("n") { Attributes = new() { ["All"] = "1" }, Tags = new() { ["a"] = "b" } }),
            """{"QueueName":"n","Attributes":{"All":"1"},"tags":{"a":"b"}}"""
        },
        { "DeleteMessage", sqs => sqs.DeleteMessageAsync("q", "r"), """{"QueueUrl":"q","ReceiptHandle":"r"}""" },
        {
            "DeleteMessageBatch", sqs => sqs.DeleteMessageBatchAsync("q", [new("1", "r")]),
            """{"QueueUrl":"q","Entries":[{"Id":"1","ReceiptHandle":"r"}]}"""
        },
        { "DeleteQueue", sqs => sqs.DeleteQueueAsync("q"), """{"QueueUrl":"q"}""" },
        { "GetQueueAttributes", sqs => sqs.GetQueueAttributesAsync("q", ["All"]), """{"QueueUrl":"q","AttributeNames":["All"]}""" },
        { "GetQueueUrl", sqs => sqs.GetQueueUrlAsync("n"), """{"QueueName":"n"}""" },
        {
            "ListDeadLetterSourceQueues",
            sqs => sqs.ListDeadLetterSourceQueuesAsync(new ListDeadLetterSourceQueuesRequest { QueueUrl = "q", MaxResults = 9 }),
            """{"QueueUrl":"q","MaxResults":9}"""
        },
        { "ListQueues", sqs => sqs.ListQueuesAsync("orders"), """{"QueueNamePrefix":"orders"}""" },
        { "PurgeQueue", sqs => sqs.PurgeQueueAsync("q"), """{"QueueUrl":"q"}""" },
        {
            "ReceiveMessage",
            sqs => sqs.ReceiveMessageAsync(new ReceiveMessageRequest("q") { MessageSystemAttributeNames = ["All"], WaitTimeSeconds = 1 }),
            """{"QueueUrl":"q","MessageSystemAttributeNames":["All"],"WaitTimeSeconds":1}"""
        },
        {
            "SendMessage", sqs => sqs.SendMessageAsync("q", "{\"a\":\"é😀\"}"),
            """{"QueueUrl":"q","MessageBody":"{\"a\":\"é😀\"}"}"""
        },
        {
            "SendMessageBatch",
            sqs => sqs.SendMessageBatchAsync("q", [new("1", "b") { MessageGroupId = "g", MessageDeduplicationId = "d" }]),
            """{"QueueUrl":"q","Entries":[{"Id":"1","MessageBody":"b","MessageGroupId":"g","MessageDeduplicationId":"d"}]}"""
        },
        {
            "SetQueueAttributes", sqs => sqs.SetQueueAttributesAsync("q", new() { ["DelaySeconds"] = "1" }),
            """{"QueueUrl":"q","Attributes":{"DelaySeconds":"1"}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task Each_operation_sends_the_members_that_are_set(string operation, Func<IAmazonSQS, Task> call, string body)
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok("{}"));

        await call(stub.Client);

        var request = stub.Requests.ShouldHaveSingleItem();
        request.Headers["X-Amz-Target"].ShouldBe($"AmazonSQS.{operation}");
        request.ShouldCarry(body);
    }

    [Fact]
    public async Task Attributes_are_sent_with_their_types()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok("{}"));

        await stub.Client.SendMessageAsync(new SendMessageRequest("q", "b")
        {
            MessageAttributes = new()
            {
                ["blob"] = new() { DataType = "Binary.gzip", BinaryValue = new MemoryStream([1, 2, 250]) },
                ["text"] = new() { DataType = "String", StringValue = "xé" },
            },
            MessageSystemAttributes = new() { ["AWSTraceHeader"] = new() { DataType = "String", StringValue = "Root=1" } },
        });

        stub.Requests.Single().ShouldCarry("""
            {"QueueUrl":"q","MessageBody":"b",
             "MessageAttributes":{"blob":{"DataType":"Binary.gzip","BinaryValue":"AQL6"},"text":{"DataType":"String","StringValue":"xé"}},
             "MessageSystemAttributes":{"AWSTraceHeader":{"DataType":"String","StringValue":"Root=1"}}}
            """);
    }

    [Fact]
    public async Task A_message_is_received_with_all_its_attributes()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok($$$"""
            {"Messages":[{"MessageId":"m1","ReceiptHandle":"r1","Body":"hello","MD5OfBody":"{{{Md5("hello")}}}","SomethingNew":{"x":[1]},
              "Attributes":{"ApproximateReceiveCount":"4","DeadLetterQueueSourceArn":"arn:aws:sqs:eu-west-1:123456789012:orders"},
              "MD5OfMessageAttributes":"406e742c51b4303441336b2573c82a9c",
              "MessageAttributes":{"b":{"DataType":"Binary","BinaryValue":"AQL6"},"s":{"DataType":"String","StringValue":"xé"} } }]}
            """));

        var response = await stub.Client.ReceiveMessageAsync(QueueUrl);

        var message = response.Messages.ShouldHaveSingleItem();
        message.MessageId.ShouldBe("m1");
        message.ReceiptHandle.ShouldBe("r1");
        message.Body.ShouldBe("hello");
        message.Attributes["ApproximateReceiveCount"].ShouldBe("4");
        message.Attributes[MessageSystemAttributeName.DeadLetterQueueSourceArn].ShouldBe("arn:aws:sqs:eu-west-1:123456789012:orders");
        message.MessageAttributes["b"].BinaryValue.ToArray().ShouldBe([1, 2, 250]);
        message.MessageAttributes["s"].StringValue.ShouldBe("xé");
        message.MessageAttributes["s"].BinaryValue.ShouldBeNull();
        response.HttpStatusCode.ShouldBe(HttpStatusCode.OK);
        response.ResponseMetadata.RequestId.ShouldBe("req-1");
    }

    [Fact]
    public async Task A_body_of_a_mebibyte_passes_both_ways()
    {
        var body = string.Concat(Enumerable.Repeat("{\"a\":\"é\\😀\"} ", 1024 * 1024 / 16));
        var message = new JsonObject { ["Body"] = body, ["MD5OfBody"] = Md5(body) };
        await using var stub = await SqsStub.StartAsync(
            Answer.Ok($$"""{"MessageId":"m1","MD5OfMessageBody":"{{Md5(body)}}"}"""),
            Answer.Ok(new JsonObject { ["Messages"] = new JsonArray(message) }.ToJsonString()));

        await stub.Client.SendMessageAsync(QueueUrl, body);
        var response = await stub.Client.ReceiveMessageAsync(QueueUrl);

        JsonNode.Parse(stub.Requests.First().Body)!["MessageBody"]!.GetValue<string>().ShouldBe(body);
        response.Messages.Single().Body.ShouldBe(body);
    }

    [Fact]
    public async Task What_an_answer_does_not_hold_is_null()
    {
        await using var stub = await SqsStub.StartAsync(
            Answer.Ok("{}"), Answer.Ok("""{"Successful":[{"Id":"1"}]}"""), Answer.Ok("""{"queueUrls":["u"]}"""));

        var received = await stub.Client.ReceiveMessageAsync(QueueUrl);
        var deleted = await stub.Client.DeleteMessageBatchAsync(QueueUrl, [new("1", "r")]);
        var sources = await stub.Client.ListDeadLetterSourceQueuesAsync(new ListDeadLetterSourceQueuesRequest());

        received.Messages.ShouldBeNull();
        deleted.Successful.ShouldHaveSingleItem().Id.ShouldBe("1");
        deleted.Failed.ShouldBeNull();
        sources.QueueUrls.ShouldBe(["u"]);
    }

    [Fact]
    public async Task An_empty_answer_will_do_where_nothing_is_expected()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok(""));

        var response = await stub.Client.DeleteMessageAsync(QueueUrl, "r");

        response.HttpStatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Entries_of_a_batch_that_failed_are_told_apart()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok($$"""
            {"Successful":[{"Id":"1","MessageId":"m1","MD5OfMessageBody":"{{Md5("one")}}","SequenceNumber":"18849"}],
             "Failed":[{"Id":"2","SenderFault":true,"Code":"InvalidMessageContents","Message":"no"}]}
            """));

        var response = await stub.Client.SendMessageBatchAsync(QueueUrl, [new("1", "one"), new("2", "two")]);

        response.Successful.ShouldHaveSingleItem().SequenceNumber.ShouldBe("18849");
        var failed = response.Failed.ShouldHaveSingleItem();
        (failed.Id, failed.Code, failed.Message, failed.SenderFault).ShouldBe(("2", "InvalidMessageContents", "no", true));
    }

    [Fact]
    public async Task Well_known_attributes_of_a_queue_can_be_read_as_numbers()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok(
            """{"Attributes":{"ApproximateNumberOfMessages":"7","QueueArn":"arn:x","FifoQueue":"true","CreatedTimestamp":"60"}}"""));

        var response = await stub.Client.GetQueueAttributesAsync(QueueUrl, ["All"]);

        response.ApproximateNumberOfMessages.ShouldBe(7);
        response.VisibilityTimeout.ShouldBe(0);
        response.QueueARN.ShouldBe("arn:x");
        response.FifoQueue.ShouldBeTrue();
        response.CreatedTimestamp.ToUniversalTime().ShouldBe(DateTimeOffset.FromUnixTimeSeconds(60).UtcDateTime);
    }

    public static TheoryData<string, Func<IAmazonSQS, Task>, string> WrongDigests => new()
    {
        {
            """{"Messages":[{"MessageId":"m1","Body":"hello","MD5OfBody":"00"}]}""", sqs => sqs.ReceiveMessageAsync("q"),
            "MD5 hash mismatch for message id m1"
        },
        {
            $$$"""
            {"Messages":[{"MessageId":"m1","Body":"hello","MD5OfBody":"{{{Md5("hello")}}}",
              "MD5OfMessageAttributes":"00","MessageAttributes":{"s":{"DataType":"String","StringValue":"x"} } }]}
            """,
            sqs => sqs.ReceiveMessageAsync("q"), "Attribute MD5 hash mismatch for message id m1"
        },
        { """{"MessageId":"m1","MD5OfMessageBody":"00"}""", sqs => sqs.SendMessageAsync("q", "hello"), "MD5 hash mismatch" },
        {
            """{"Successful":[{"Id":"1","MessageId":"m1","MD5OfMessageBody":"00"}]}""",
            sqs => sqs.SendMessageBatchAsync("q", [new("1", "hello")]), "MD5 hash mismatch for message id m1"
        },
    };

    [Theory]
    [MemberData(nameof(WrongDigests), DisableDiscoveryEnumeration = true)]
    public async Task A_digest_that_does_not_match_is_an_error_and_not_retried(string answer, Func<IAmazonSQS, Task> call, string message)
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok(answer));

        var exception = await Should.ThrowAsync<AmazonSQSException>(() => call(stub.Client));

        exception.Message.ShouldBe(message);
        stub.Requests.ShouldHaveSingleItem();
    }

#pragma warning disable CA5351 // SQS compares contents by MD5.
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
