using System.Net;
using System.Text.Json;
using CrossCloudOps.Emulators.Sqs;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SqsJsonWireTests : SqsWire
{
    [Fact]
    public async Task A_message_goes_there_and_back_with_all_its_members()
    {
        var queue = Emulator.CreateQueue("orders.fifo");

        var sent = await JsonAnswerAsync("SendMessage", $$$"""
            {"QueueUrl":"{{{queue.Url}}}","MessageBody":"gr\u00fc\u00dfe \ud83c\udf89","MessageGroupId":"a","MessageDeduplicationId":"1",
             "MessageAttributes":{"blob":{"DataType":"Binary","BinaryValue":"AAH/"},"text":{"DataType":"String","StringValue":"x"}},
             "MessageSystemAttributes":{"AWSTraceHeader":{"DataType":"String","StringValue":"Root=1"} }}
            """);
        var received = await JsonAnswerAsync("ReceiveMessage", $$"""
            {"QueueUrl":"{{queue.Url}}","MessageAttributeNames":["All"],"MessageSystemAttributeNames":["All"],"MaxNumberOfMessages":10}
            """);

        Names(sent).ShouldBe(
            ["MD5OfMessageBody", "MD5OfMessageAttributes", "MD5OfMessageSystemAttributes", "MessageId", "SequenceNumber"], ignoreOrder: true);
        sent.GetProperty("MD5OfMessageBody").GetString().ShouldBe("ad086dfcff5a3c6ffe8d54b46a0eb40b");
        var message = received.GetProperty("Messages").EnumerateArray().ShouldHaveSingleItem();
        Names(message).ShouldBe(
            ["MessageId", "ReceiptHandle", "MD5OfBody", "Body", "Attributes", "MD5OfMessageAttributes", "MessageAttributes"], ignoreOrder: true);
        message.GetProperty("Body").GetString().ShouldBe("grüße 🎉");
        message.GetProperty("MessageAttributes").GetProperty("blob").GetRawText().ShouldBe("""{"DataType":"Binary","BinaryValue":"AAH/"}""");
        Names(message.GetProperty("Attributes")).ShouldBe(
            [
                "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp", "SequenceNumber",
                "MessageDeduplicationId", "MessageGroupId", "AWSTraceHeader",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task An_empty_receive_has_no_messages_member()
    {
        var queue = Emulator.CreateQueue("orders");

        (await JsonAnswerAsync("ReceiveMessage", $$"""{"QueueUrl":"{{queue.Url}}"}""")).GetRawText().ShouldBe("{}");
    }

    [Fact]
    public async Task A_delete_answers_with_nothing()
    {
        var queue = Emulator.CreateQueue("orders");
        queue.Seed(new SeedMessage("hello"));
        var received = await JsonAnswerAsync("ReceiveMessage", $$"""{"QueueUrl":"{{queue.Url}}"}""");
        var handle = received.GetProperty("Messages")[0].GetProperty("ReceiptHandle").GetString();

        var answer = await JsonAnswerAsync("DeleteMessage", $$"""{"QueueUrl":"{{queue.Url}}","ReceiptHandle":"{{handle}}"}""");

        answer.ValueKind.ShouldBe(JsonValueKind.Undefined);
        queue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_large_escaped_body_is_read_whole()
    {
        var queue = Emulator.CreateQueue("orders");
        var escaped = string.Concat(Enumerable.Repeat("\\u00e4", 524_288));

        await JsonAnswerAsync("SendMessage", $$"""{"QueueUrl":"{{queue.Url}}","MessageBody":"{{escaped}}"}""");

        queue.Messages.ShouldHaveSingleItem().Body.ShouldBe(new string('ä', 524_288));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_no_text()
    {
        var queue = Emulator.CreateQueue("orders");

        using var response = await JsonAsync("AmazonSQS.SendMessage", $$"""{"QueueUrl":"{{queue.Url}}","MessageBody":"\ud83c"}""");

        await ShouldBeAsync(response, HttpStatusCode.BadRequest, "com.amazonaws.sqs#InvalidMessageContents", "InvalidMessageContents;Sender");
    }

    [Fact]
    public async Task An_error_names_its_shape_in_the_body_and_its_old_code_in_a_header()
    {
        using var response = await JsonAsync("AmazonSQS.GetQueueUrl", """{"QueueName":"nowhere"}""");

        await ShouldBeAsync(
            response,
            HttpStatusCode.BadRequest,
            "com.amazonaws.sqs#QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue;Sender");
        response.Headers.GetValues("x-amzn-RequestId").Single().Length.ShouldBe(36);
    }

    [Fact]
    public async Task A_bad_receipt_handle_is_not_found()
    {
        var queue = Emulator.CreateQueue("orders");

        using var response = await JsonAsync("AmazonSQS.DeleteMessage", $$"""{"QueueUrl":"{{queue.Url}}","ReceiptHandle":"made up"}""");

        await ShouldBeAsync(response, HttpStatusCode.NotFound, "com.amazonaws.sqs#ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid;Sender");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"QueueUrl\":{}}")]
    public async Task What_is_not_the_operations_JSON_is_refused(string body)
    {
        using var response = await JsonAsync("AmazonSQS.ReceiveMessage", body);

        await ShouldBeAsync(response, HttpStatusCode.BadRequest, "com.amazon.coral.service#SerializationException", "MalformedInput;Sender");
    }

    [Theory]
    [InlineData("AmazonSQS.Frobnicate")]
    [InlineData("DynamoDB_20120810.GetItem")]
    public async Task An_unknown_operation_is_refused(string target)
    {
        using var response = await JsonAsync(target, "{}");

        await ShouldBeAsync(response, HttpStatusCode.BadRequest, "com.amazon.coral.service#UnknownOperationException", "InvalidAction;Sender");
    }

    [Fact]
    public async Task An_unsigned_request_is_refused()
    {
        using var response = await JsonAsync("AmazonSQS.ListQueues", "{}", hasSignature: false);

        await ShouldBeAsync(
            response,
            HttpStatusCode.Forbidden,
            "com.amazon.coral.service#MissingAuthenticationTokenException",
            "MissingAuthenticationToken;Sender");
        Emulator.Calls.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tags_are_kept()
    {
        var url = (await JsonAnswerAsync("CreateQueue", """{"QueueName":"orders","tags":{"a":"1"}}""")).GetProperty("QueueUrl").GetString();

        await JsonAnswerAsync("TagQueue", $$$"""{"QueueUrl":"{{{url}}}","Tags":{"a":"2","b":""}}""");
        await JsonAnswerAsync("UntagQueue", $$"""{"QueueUrl":"{{url}}","TagKeys":["b"]}""");

        (await JsonAnswerAsync("ListQueueTags", $$"""{"QueueUrl":"{{url}}"}""")).GetRawText().ShouldBe("""{"Tags":{"a":"2"}}""");
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static async Task ShouldBeAsync(HttpResponseMessage response, HttpStatusCode status, string shape, string code)
    {
        response.StatusCode.ShouldBe(status);
        response.Headers.GetValues("x-amzn-query-error").ShouldBe([code]);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        body.GetProperty("__type").GetString().ShouldBe(shape);
        body.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }
}
