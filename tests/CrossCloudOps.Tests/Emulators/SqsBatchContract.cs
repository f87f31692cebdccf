using System.Globalization;
using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

public abstract class SqsBatchContract(Func<Task<SqsPeer>> start) : SqsContract(start)
{
    [ContractFact]
    public async Task Ten_messages_are_sent_received_and_deleted_together()
    {
        var url = await CreateAsync(("VisibilityTimeout", "1"));

        var sent = await Sqs.SendMessageBatchAsync(url, [.. Numbers(10).Select(number => Entry(number, "body " + number))]);
        var received = await ReceiveAsync(url);
        var deleted = await Sqs.DeleteMessageBatchAsync(url, [.. received.Select((message, at) => Delete(at, message.ReceiptHandle))]);
        await Peer.PassAsync(Second);

        sent.Successful.Select(entry => entry.Id).ShouldBe(Numbers(10), ignoreOrder: true);
        (sent.Failed ?? []).ShouldBeEmpty();
        received.Select(message => message.MessageId).ShouldBe(sent.Successful.Select(entry => entry.MessageId), ignoreOrder: true);
        deleted.Successful.Count.ShouldBe(10);
        (await ReceiveAsync(url)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_bad_entry_fails_alone()
    {
        var url = await CreateAsync(("MaximumMessageSize", "1024"));

        var sent = await Sqs.SendMessageBatchAsync(url,
            [Entry("good", "hello"), Entry("large", new string('x', 1025)), Entry("forbidden", "nul\0")]);

        sent.Successful.ShouldHaveSingleItem().Id.ShouldBe("good");
        sent.Failed.Select(entry => (entry.Id, entry.Code, entry.SenderFault)).ShouldBe(
            [("large", "InvalidParameterValue", true), ("forbidden", "InvalidMessageContents", true)], ignoreOrder: true);
        sent.Failed.ShouldAllBe(entry => entry.Message.Length > 0);
        (await BodiesAsync(url)).ShouldBe(["hello"]);
    }

    [ContractFact]
    public async Task A_batch_has_one_to_ten_entries_with_ids_of_their_own()
    {
        var url = await CreateAsync();

        await Should.ThrowAsync<EmptyBatchRequestException>(() => SendAsync(url));
        await Should.ThrowAsync<TooManyEntriesInBatchRequestException>(() => SendAsync(url, [.. Numbers(11)]));
        await Should.ThrowAsync<BatchEntryIdsNotDistinctException>(() => SendAsync(url, "same", "same"));
        foreach (var id in new[] { "two words", new string('x', 81) })
        {
            await Should.ThrowAsync<InvalidBatchEntryIdException>(() => SendAsync(url, id));
        }
    }

    [ContractFact]
    public async Task A_batch_is_a_mebibyte_at_most()
    {
        var url = await CreateAsync();
        var half = new string('x', 524_288);

        await Sqs.SendMessageBatchAsync(url, [Entry("1", half), Entry("2", half)]);

        await Should.ThrowAsync<BatchRequestTooLongException>(() =>
            Sqs.SendMessageBatchAsync(url, [Entry("1", half), Entry("2", half + "x")]));
    }

    [ContractFact]
    public async Task Attributes_count_towards_a_batch()
    {
        var url = await CreateAsync();
        var entry = Entry("1", new string('x', 1_048_570));
        entry.MessageAttributes = new() { ["name"] = new MessageAttributeValue { DataType = "String", StringValue = "x" } };

        await Should.ThrowAsync<BatchRequestTooLongException>(() => Sqs.SendMessageBatchAsync(url, [entry]));
    }

    [ContractFact]
    public async Task A_delete_with_a_made_up_handle_fails_alone()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);

        var deleted = await Sqs.DeleteMessageBatchAsync(url, [Delete(1, message.ReceiptHandle), Delete(2, "made up")]);

        deleted.Successful.ShouldHaveSingleItem().Id.ShouldBe("1");
        deleted.Failed.ShouldHaveSingleItem().Code.ShouldBe("ReceiptHandleIsInvalid");
    }

    [ContractFact]
    public async Task Several_messages_are_given_back_together()
    {
        var url = await CreateAsync();
        await SendAsync(url, "1", "2");
        var messages = await ReceiveAsync(url);

        var changed = await Sqs.ChangeMessageVisibilityBatchAsync(url,
            [.. messages.Select((message, at) => Change(at, message.ReceiptHandle, 0)), Change(9, "made up", 0)]);

        changed.Successful.Count.ShouldBe(2);
        changed.Failed.ShouldHaveSingleItem().Code.ShouldBe("ReceiptHandleIsInvalid");
        (await ReceiveAsync(url)).Count.ShouldBe(2);
    }

    [ContractFact]
    public async Task A_FIFO_batch_keeps_its_order_and_numbers_its_messages()
    {
        var url = await CreateFifoAsync(("ContentBasedDeduplication", "true"));
        var entries = Numbers(10).Select(number => Entry(number, "body " + number, "group")).ToList();

        var sent = await Sqs.SendMessageBatchAsync(url, entries);

        (await BodiesAsync(url)).ShouldBe(entries.Select(entry => entry.MessageBody));
        sent.Successful.OrderBy(entry => int.Parse(entry.Id, CultureInfo.InvariantCulture))
            .Select(entry => entry.SequenceNumber).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
    }

    [ContractFact]
    public async Task A_FIFO_batch_with_an_entry_without_its_ids_fails_whole()
    {
        var url = await CreateFifoAsync();

        await ShouldBeRefusedAsync("InvalidParameterValue", () => Sqs.SendMessageBatchAsync(url, [Entry("1", "no deduplication id", "group")]));
        await ShouldBeRefusedAsync("InvalidParameterValue", () => Sqs.SendMessageBatchAsync(url, [Entry("1", "no group")]));
        (await ReceiveAsync(url)).ShouldBeEmpty();
    }

    private static string[] Numbers(int count) =>
        [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private static SendMessageBatchRequestEntry Entry(string id, string body, string? group = null) => new(id, body) { MessageGroupId = group };

    private static DeleteMessageBatchRequestEntry Delete(int id, string handle) => new(id.ToString(CultureInfo.InvariantCulture), handle);

    private static ChangeMessageVisibilityBatchRequestEntry Change(int id, string handle, int seconds) =>
        new(id.ToString(CultureInfo.InvariantCulture), handle) { VisibilityTimeout = seconds };

    private Task<SendMessageBatchResponse> SendAsync(string url, params string[] ids) =>
        Sqs.SendMessageBatchAsync(url, [.. ids.Select(id => Entry(id, "body " + id))]);
}
