using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

public abstract class SqsFifoContract(Func<Task<SqsPeer>> start) : SqsContract(start)
{
    [ContractFact]
    public async Task A_group_comes_in_order_and_locked_together()
    {
        var url = await CreateWithAsync("a1", "b1", "a2", "b2");

        var first = await ReceiveAsync(url, most: 1);
        var second = await ReceiveAsync(url);

        first.Select(message => message.Body).ShouldBe(["a1"]);
        second.Select(message => message.Body).ShouldBe(["b1", "b2"]);
        (await ReceiveAsync(url)).ShouldBeEmpty();
        await Sqs.DeleteMessageAsync(url, first[0].ReceiptHandle);
        (await BodiesAsync(url)).ShouldBe(["a2"]);
    }

    [ContractFact]
    public async Task Several_of_one_group_come_in_one_receive()
    {
        var url = await CreateWithAsync("a1", "a2", "a3", "a4");

        (await BodiesAsync(url, most: 3)).ShouldBe(["a1", "a2", "a3"]);
        (await ReceiveAsync(url)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_message_given_back_comes_before_those_behind_it()
    {
        var url = await CreateWithAsync("a1", "a2", "a3");
        var head = await ReceiveOneAsync(url);

        await Sqs.ChangeMessageVisibilityAsync(url, head.ReceiptHandle, 0);

        (await BodiesAsync(url)).ShouldBe(["a1", "a2", "a3"]);
    }

    [ContractFact]
    public async Task The_order_holds_after_a_timeout()
    {
        var url = await CreateWithAsync("a1", "a2", "a3");
        await ReceiveAsync(url, most: 2, visibility: 1);
        await Peer.PassAsync(Second);

        (await BodiesAsync(url)).ShouldBe(["a1", "a2", "a3"]);
    }

    [ContractFact]
    public async Task A_message_in_flight_holds_back_what_is_behind_it_but_not_what_is_before_it()
    {
        var url = await CreateWithAsync("a1", "a2", "a3");
        var messages = await ReceiveAsync(url);

        await Sqs.ChangeMessageVisibilityAsync(url, messages[2].ReceiptHandle, 0);
        (await ReceiveAsync(url)).ShouldBeEmpty();
        await Sqs.ChangeMessageVisibilityAsync(url, messages[0].ReceiptHandle, 0);

        (await BodiesAsync(url)).ShouldBe(["a1"]);
    }

    [ContractFact]
    public async Task A_group_goes_on_when_all_in_flight_are_deleted()
    {
        var url = await CreateWithAsync("a1", "a2", "a3");
        var messages = await ReceiveAsync(url, most: 2);

        await Sqs.DeleteMessageAsync(url, messages[0].ReceiptHandle);
        (await ReceiveAsync(url)).ShouldBeEmpty();
        await Sqs.DeleteMessageAsync(url, messages[1].ReceiptHandle);

        (await BodiesAsync(url)).ShouldBe(["a3"]);
    }

    [ContractFact]
    public async Task Sequence_numbers_rise()
    {
        var url = await CreateFifoAsync();

        var first = await SendAsync(url, "1", "a", "1");
        var second = await SendAsync(url, "2", "b", "2");

        first.SequenceNumber.Length.ShouldBe(20);
        string.CompareOrdinal(first.SequenceNumber, second.SequenceNumber).ShouldBeLessThan(0);
        (await ReceiveOneAsync(url)).Attributes["SequenceNumber"].ShouldBe(first.SequenceNumber);
    }

    [ContractFact]
    public async Task A_duplicate_succeeds_but_is_not_delivered()
    {
        var url = await CreateFifoAsync();

        var first = await SendAsync(url, "once", "a", "id");
        var second = await SendAsync(url, "once", "b", "id");

        second.MessageId.ShouldBe(first.MessageId);
        second.SequenceNumber.ShouldBe(first.SequenceNumber);
        var message = (await ReceiveAsync(url)).ShouldHaveSingleItem();
        message.Attributes["MessageDeduplicationId"].ShouldBe("id");
        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
        await SendAsync(url, "once", "a", "id");
        (await ReceiveAsync(url)).ShouldBeEmpty();
    }

    [ContractFact(NeedsClock = true)]
    public async Task A_duplicate_is_one_for_five_minutes_from_the_first()
    {
        var url = await CreateFifoAsync();
        await SendAsync(url, "first", "a", "id");
        await Peer.PassAsync(TimeSpan.FromMinutes(4));
        await SendAsync(url, "duplicate", "a", "id");
        await Peer.PassAsync(TimeSpan.FromMinutes(1));

        await SendAsync(url, "second", "a", "id");

        (await BodiesAsync(url)).ShouldBe(["first", "second"]);
    }

    [ContractFact]
    public async Task Content_can_tell_duplicates()
    {
        var url = await CreateFifoAsync(("ContentBasedDeduplication", "true"));

        await SendAsync(url, "same", "a");
        await Sqs.SendMessageAsync(new SendMessageRequest(url, "same")
        {
            MessageGroupId = "a",
            MessageAttributes = new() { ["differs"] = new MessageAttributeValue { DataType = "String", StringValue = "yes" } },
        });
        await SendAsync(url, "same", "a", "explicit");

        var messages = await ReceiveAsync(url);
        messages.Select(message => message.Attributes["MessageDeduplicationId"]).ShouldBe(
            ["0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5", "explicit"]);
    }

    [ContractFact]
    public async Task Deduplication_can_be_per_group()
    {
        var url = await CreateFifoAsync(("DeduplicationScope", "messageGroup"), ("FifoThroughputLimit", "perMessageGroupId"));

        await SendAsync(url, "1", "a", "id");
        await SendAsync(url, "2", "b", "id");
        await SendAsync(url, "3", "b", "id");

        (await BodiesAsync(url)).ShouldBe(["1", "2"], ignoreOrder: true);
    }

    [ContractFact]
    public async Task A_message_needs_a_group_and_a_deduplication_id()
    {
        var url = await CreateFifoAsync();

        await ShouldBeRefusedAsync("MissingParameter", () => SendAsync(url, "no group", id: "1"));
        await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, "no deduplication id", "a"));
        foreach (var bad in new[] { "two words", "ä", new string('x', 129) })
        {
            await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, "bad group", bad, "1"));
            await ShouldBeRefusedAsync("InvalidParameterValue", () => SendAsync(url, "bad id", "a", bad));
        }
    }

    [ContractFact]
    public async Task A_delay_is_the_queues_and_not_the_messages()
    {
        var url = await CreateFifoAsync(("DelaySeconds", "1"));
        var request = new SendMessageRequest(url, "x") { MessageGroupId = "a", MessageDeduplicationId = "1", DelaySeconds = 1 };
        await ShouldBeRefusedAsync("InvalidParameterValue", () => Sqs.SendMessageAsync(request));

        await SendAsync(url, "later", "a", "2");

        (await ReceiveAsync(url)).ShouldBeEmpty();
        await Peer.PassAsync(Second);
        (await BodiesAsync(url)).ShouldBe(["later"]);
    }

    [ContractFact]
    public async Task A_receipt_handle_dies_with_its_timeout()
    {
        var url = await CreateWithAsync("a1");
        var message = await ReceiveOneAsync(url, visibility: 1);
        await Peer.PassAsync(Second);

        await ShouldBeRefusedAsync("InvalidParameterValue", () => Sqs.DeleteMessageAsync(url, message.ReceiptHandle));
        await ShouldBeRefusedAsync("InvalidParameterValue", () => Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 1));

        (await BodiesAsync(url)).ShouldBe(["a1"]);
    }

    [ContractFact]
    public async Task A_receive_can_be_repeated_by_its_attempt_id()
    {
        var url = await CreateWithAsync("a1", "b1", "c1");
        var first = await ReceiveAttemptAsync(url, "attempt");

        var again = await ReceiveAttemptAsync(url, "attempt");
        var other = await ReceiveAttemptAsync(url, "other");

        again.Select(message => message.ReceiptHandle).ShouldBe(first.Select(message => message.ReceiptHandle));
        other.Select(message => message.MessageId).ShouldNotContain(first[0].MessageId);
        await Sqs.DeleteMessageAsync(url, again[0].ReceiptHandle);
        (await ReceiveAttemptAsync(url, "attempt")).Select(message => message.MessageId).ShouldNotContain(first[0].MessageId);
    }

    private async Task<string> CreateWithAsync(params string[] bodies)
    {
        var url = await CreateFifoAsync();
        foreach (var body in bodies)
        {
            await SendAsync(url, body, group: body[..1], id: body);
        }

        return url;
    }

    private async Task<List<Message>> ReceiveAttemptAsync(string url, string attempt) =>
        (await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { ReceiveRequestAttemptId = attempt })).Messages ?? [];
}
