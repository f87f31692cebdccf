using System.Net;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>The protocol of clients from before November 2023.</summary>
public sealed class SqsQueryWireTests : SqsWire
{
    [Fact]
    public async Task A_message_goes_there_and_back_with_all_its_members()
    {
        var queue = Emulator.CreateQueue("orders.fifo");

        var sent = await QueryAnswerAsync("/", ("Action", "SendMessage"), ("QueueUrl", queue.Url), ("MessageBody", "a+b & <c>\r\n🎉"),
            ("MessageGroupId", "a"), ("MessageDeduplicationId", "1"),
            ("MessageAttribute.1.Name", "blob"), ("MessageAttribute.1.Value.DataType", "Binary"), ("MessageAttribute.1.Value.BinaryValue", "AAH/"),
            ("MessageAttribute.2.Name", "text"), ("MessageAttribute.2.Value.DataType", "String"), ("MessageAttribute.2.Value.StringValue", "x"),
            ("MessageSystemAttribute.1.Name", "AWSTraceHeader"), ("MessageSystemAttribute.1.Value.DataType", "String"),
            ("MessageSystemAttribute.1.Value.StringValue", "Root=1"));
        var received = await QueryAnswerAsync("/", ("Action", "ReceiveMessage"), ("QueueUrl", queue.Url), ("AttributeName.1", "All"),
            ("MessageAttributeName.1", "text"), ("MessageAttributeName.2", "blob"));

        sent.Name.LocalName.ShouldBe("SendMessageResult");
        sent.Elements().Select(element => element.Name.LocalName).ShouldBe(
            ["MessageId", "MD5OfMessageBody", "MD5OfMessageAttributes", "MD5OfMessageSystemAttributes", "SequenceNumber"], ignoreOrder: true);
        var message = received.Elements("Message").ShouldHaveSingleItem();
        message.Element("Body")!.Value.ShouldBe("a+b & <c>\r\n🎉");
        message.Elements("Attribute").ToDictionary(item => item.Element("Name")!.Value, item => item.Element("Value")!.Value)
            .ShouldContainKeyAndValue("MessageGroupId", "a");
        message.Elements("MessageAttribute").Select(item => (item.Element("Name")!.Value, item.Element("Value")!.Value)).ShouldBe(
            [("blob", "AAH/Binary"), ("text", "xString")]);
        message.Element("MD5OfMessageAttributes")!.Value.ShouldBe(sent.Element("MD5OfMessageAttributes")!.Value);
    }

    [Fact]
    public async Task Queues_are_made_and_changed_by_numbered_parameters()
    {
        var made = await QueryAnswerAsync("/", ("Action", "CreateQueue"), ("QueueName", "orders"),
            ("Attribute.1.Name", "VisibilityTimeout"), ("Attribute.1.Value", "40"), ("Attribute.2.Name", "DelaySeconds"), ("Attribute.2.Value", "1"),
            ("Tag.1.Key", "team"), ("Tag.1.Value", "ours"));
        var url = made.Element("QueueUrl")!.Value;

        await QueryAnswerAsync("/", ("Action", "SetQueueAttributes"), ("QueueUrl", url),
            ("Attribute.1.Name", "DelaySeconds"), ("Attribute.1.Value", "2"));
        var attributes = await QueryAnswerAsync("/", ("Action", "GetQueueAttributes"), ("QueueUrl", url),
            ("AttributeName.1", "VisibilityTimeout"), ("AttributeName.2", "DelaySeconds"));
        var tags = await QueryAnswerAsync("/", ("Action", "ListQueueTags"), ("QueueUrl", url));

        attributes.Elements("Attribute").Select(item => (item.Element("Name")!.Value, item.Element("Value")!.Value)).ShouldBe(
            [("VisibilityTimeout", "40"), ("DelaySeconds", "2")], ignoreOrder: true);
        tags.Element("Tag")!.Elements().Select(element => element.Value).ShouldBe(["team", "ours"]);
    }

    [Fact]
    public async Task Batches_are_numbered_parameters_too()
    {
        var queue = Emulator.CreateQueue("orders");

        var sent = await QueryAnswerAsync("/", ("Action", "SendMessageBatch"), ("QueueUrl", queue.Url),
            ("SendMessageBatchRequestEntry.1.Id", "good"), ("SendMessageBatchRequestEntry.1.MessageBody", "hello"),
            ("SendMessageBatchRequestEntry.1.MessageAttribute.1.Name", "text"),
            ("SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType", "String"),
            ("SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue", "x"),
            ("SendMessageBatchRequestEntry.2.Id", "bad"), ("SendMessageBatchRequestEntry.2.MessageBody", "nul\0"));
        var received = await QueryAnswerAsync("/", ("Action", "ReceiveMessage"), ("QueueUrl", queue.Url), ("MaxNumberOfMessages", "10"));
        var handle = received.Element("Message")!.Element("ReceiptHandle")!.Value;
        var changed = await QueryAnswerAsync("/", ("Action", "ChangeMessageVisibilityBatch"), ("QueueUrl", queue.Url),
            ("ChangeMessageVisibilityBatchRequestEntry.1.Id", "1"), ("ChangeMessageVisibilityBatchRequestEntry.1.ReceiptHandle", handle),
            ("ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout", "60"));
        var deleted = await QueryAnswerAsync("/", ("Action", "DeleteMessageBatch"), ("QueueUrl", queue.Url),
            ("DeleteMessageBatchRequestEntry.1.Id", "1"), ("DeleteMessageBatchRequestEntry.1.ReceiptHandle", handle));

        sent.Element("SendMessageBatchResultEntry")!.Element("Id")!.Value.ShouldBe("good");
        sent.Element("BatchResultErrorEntry")!.Element("Code")!.Value.ShouldBe("InvalidMessageContents");
        sent.Element("BatchResultErrorEntry")!.Element("SenderFault")!.Value.ShouldBe("true");
        changed.Element("ChangeMessageVisibilityBatchResultEntry")!.Element("Id")!.Value.ShouldBe("1");
        deleted.Element("DeleteMessageBatchResultEntry")!.Element("Id")!.Value.ShouldBe("1");
        queue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_may_go_to_the_queues_own_address()
    {
        var queue = Emulator.CreateQueue("orders");

        await QueryAnswerAsync("/000000000000/orders", ("Action", "SendMessage"), ("MessageBody", "hello"));

        queue.Messages.ShouldHaveSingleItem().Body.ShouldBe("hello");
    }

    [Fact]
    public async Task A_request_may_be_a_GET_with_its_signature_among_the_parameters()
    {
        var queue = Emulator.CreateQueue("orders");

        using var response = await SendAsync(
            new HttpRequestMessage(HttpMethod.Get, new Uri(queue.Url + "?Action=SendMessage&MessageBody=a%20b&X-Amz-Signature=00")), hasSignature: false);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        queue.Messages.ShouldHaveSingleItem().Body.ShouldBe("a b");
    }

    [Fact]
    public async Task Lists_of_queues_are_flat()
    {
        Emulator.CreateQueue("dead");
        Emulator.CreateQueue("orders", new Dictionary<string, string>
        {
            ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{Emulator.Queue("dead").Arn}}","maxReceiveCount":3}""",
        });

        var queues = await QueryAnswerAsync("/", ("Action", "ListQueues"), ("MaxResults", "1"));
        var sources = await QueryAnswerAsync("/", ("Action", "ListDeadLetterSourceQueues"), ("QueueUrl", Emulator.Queue("dead").Url));

        queues.Element("QueueUrl")!.Value.ShouldBe(Emulator.Queue("dead").Url);
        queues.Element("NextToken")!.Value.ShouldNotBeEmpty();
        sources.Elements("QueueUrl").ShouldHaveSingleItem().Value.ShouldBe(Emulator.Queue("orders").Url);
    }

    [Fact]
    public async Task An_answer_without_content_has_no_result_element()
    {
        var queue = Emulator.CreateQueue("orders");

        var first = await QueryAnswerAsync("/", ("Action", "PurgeQueue"), ("QueueUrl", queue.Url));

        first.Name.LocalName.ShouldBe("ResponseMetadata");
    }

    [Fact]
    public async Task An_error_is_XML_with_type_code_and_message()
    {
        using var response = await QueryAsync("/", ("Action", "GetQueueUrl"), ("QueueName", "nowhere"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var root = await XmlAsync(response);
        root.Name.LocalName.ShouldBe("ErrorResponse");
        var error = root.Element("Error")!;
        error.Element("Type")!.Value.ShouldBe("Sender");
        error.Element("Code")!.Value.ShouldBe("AWS.SimpleQueueService.NonExistentQueue");
        error.Element("Message")!.Value.ShouldBe("The specified queue does not exist for this wsdl version.");
        root.Element("RequestId")!.Value.ShouldBe(response.Headers.GetValues("x-amzn-RequestId").Single());
    }

    [Theory]
    [InlineData("MaxNumberOfMessages", "many", "InvalidParameterValue")]
    [InlineData("AttributeName.1", "Colour", "InvalidAttributeName")]
    public async Task Parameters_are_checked(string name, string value, string code)
    {
        var queue = Emulator.CreateQueue("orders");

        using var response = await QueryAsync("/", ("Action", "ReceiveMessage"), ("QueueUrl", queue.Url), (name, value));

        (await XmlAsync(response)).Element("Error")!.Element("Code")!.Value.ShouldBe(code);
    }

    [Fact]
    public async Task An_unknown_action_is_refused()
    {
        using var response = await QueryAsync("/", ("Action", "Frobnicate"));

        (await XmlAsync(response)).Element("Error")!.Element("Code")!.Value.ShouldBe("InvalidAction");
    }
}
