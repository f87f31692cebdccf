using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

public abstract class SqsVisibilityContract(Func<Task<SqsPeer>> start) : SqsContract(start)
{
    [ContractFact]
    public async Task A_received_message_is_hidden_for_the_queues_timeout()
    {
        var url = await CreateAsync(("VisibilityTimeout", "1"));
        await SendAsync(url, "hello");

        var first = await ReceiveOneAsync(url);
        (await ReceiveAsync(url)).ShouldBeEmpty();
        await Peer.PassAsync(Second);
        var second = await ReceiveOneAsync(url);

        first.Attributes["ApproximateReceiveCount"].ShouldBe("1");
        second.Attributes["ApproximateReceiveCount"].ShouldBe("2");
        second.ReceiptHandle.ShouldNotBe(first.ReceiptHandle);
        second.Attributes["ApproximateFirstReceiveTimestamp"].ShouldBe(first.Attributes["ApproximateFirstReceiveTimestamp"]);
        second.Attributes["SentTimestamp"].ShouldBe(first.Attributes["SentTimestamp"]);
    }

    [ContractFact]
    public async Task A_receive_can_say_how_long_it_hides()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");

        await ReceiveOneAsync(url, visibility: 0);
        await ReceiveOneAsync(url, visibility: 1);
        (await ReceiveAsync(url)).ShouldBeEmpty();
        await Peer.PassAsync(Second);

        await ReceiveOneAsync(url);
    }

    [ContractFact]
    public async Task A_message_can_be_given_back()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 0);

        (await ReceiveOneAsync(url)).MessageId.ShouldBe(message.MessageId);
    }

    [ContractFact]
    public async Task A_message_can_be_held_longer()
    {
        var url = await CreateAsync(("VisibilityTimeout", "1"));
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 2);
        await Peer.PassAsync(Second);
        (await ReceiveAsync(url)).ShouldBeEmpty();
        await Peer.PassAsync(Second);

        await ReceiveOneAsync(url);
    }

    [ContractFact(NeedsClock = true)]
    public async Task A_message_cannot_be_held_for_more_than_twelve_hours_in_all()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url, visibility: 43_200);
        await Peer.PassAsync(TimeSpan.FromHours(1));

        await ShouldBeRefusedAsync("InvalidParameterValue", () => Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 43_200));

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 39_600);
    }

    [ContractFact]
    public async Task A_deleted_message_is_gone_and_can_be_deleted_again()
    {
        var url = await CreateAsync(("VisibilityTimeout", "1"));
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);

        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
        await Peer.PassAsync(Second);

        (await ReceiveAsync(url)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_deleted_message_cannot_be_held()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);
        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);

        await ShouldBeRefusedAsync("InvalidParameterValue", () => Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 1));
    }

    [ContractFact]
    public async Task A_message_can_be_deleted_after_its_timeout_as_long_as_nobody_else_took_it()
    {
        var url = await CreateAsync(("VisibilityTimeout", "1"));
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);
        await Peer.PassAsync(Second);

        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);

        (await ReceiveAsync(url)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_stale_receipt_handle_deletes_nothing_and_says_nothing()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");
        var stale = await ReceiveOneAsync(url, visibility: 0);
        var fresh = await ReceiveOneAsync(url, visibility: 0);

        await Sqs.DeleteMessageAsync(url, stale.ReceiptHandle);

        (await ReceiveOneAsync(url)).MessageId.ShouldBe(fresh.MessageId);
    }

    [ContractFact]
    public async Task A_message_whose_timeout_is_over_can_be_hidden_again()
    {
        var url = await CreateAsync(("VisibilityTimeout", "1"));
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);
        await Peer.PassAsync(Second);

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 30);

        (await ReceiveAsync(url)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_receipt_handle_that_SQS_never_gave_is_refused()
    {
        var url = await CreateAsync();

        await Should.ThrowAsync<ReceiptHandleIsInvalidException>(() => Sqs.DeleteMessageAsync(url, "made up"));
        await Should.ThrowAsync<ReceiptHandleIsInvalidException>(() => Sqs.ChangeMessageVisibilityAsync(url, "made up", 1));
    }
}
