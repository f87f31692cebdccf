using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>A receive that waits is served at once when there is something for it; none of these tests waits its twenty seconds.</summary>
public abstract class SqsLongPollContract(Func<Task<SqsPeer>> start) : SqsContract(start)
{
    [ContractFact]
    public async Task A_sent_message_ends_the_waiting()
    {
        var url = await CreateAsync();
        var waiting = await StartReceiveAsync(url);

        await SendAsync(url, "hello");

        (await waiting.WaitAsync(Patience)).ShouldBe(["hello"]);
    }

    [ContractFact]
    public async Task The_queues_own_waiting_time_counts()
    {
        var url = await CreateAsync(("ReceiveMessageWaitTimeSeconds", "20"));
        var waiting = BodiesAsync(url);
        await Peer.UntilReceiveWaitsAsync();

        await SendAsync(url, "hello");

        (await waiting.WaitAsync(Patience)).ShouldBe(["hello"]);
    }

    [ContractFact]
    public async Task Waiting_ends_with_nothing_when_its_time_is_over()
    {
        var url = await CreateAsync();
        var waiting = ReceiveAsync(url, wait: 1);
        await Peer.UntilReceiveWaitsAsync();

        await Peer.PassAsync(Second);

        (await waiting.WaitAsync(Patience)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_message_given_back_ends_the_waiting()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);
        var waiting = await StartReceiveAsync(url);

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 0);

        (await waiting.WaitAsync(Patience)).ShouldBe(["hello"]);
    }

    [ContractFact]
    public async Task A_timeout_that_is_over_ends_the_waiting()
    {
        var url = await CreateAsync();
        await SendAsync(url, "hello");
        await ReceiveOneAsync(url, visibility: 2);
        var waiting = await StartReceiveAsync(url);

        await Peer.PassAsync(2 * Second);

        (await waiting.WaitAsync(Patience)).ShouldBe(["hello"]);
    }

    [ContractFact]
    public async Task A_delay_that_is_over_ends_the_waiting()
    {
        var url = await CreateAsync();
        await Sqs.SendMessageAsync(new SendMessageRequest(url, "later") { DelaySeconds = 2 });
        var waiting = await StartReceiveAsync(url);

        await Peer.PassAsync(2 * Second);

        (await waiting.WaitAsync(Patience)).ShouldBe(["later"]);
    }

    [ContractFact]
    public async Task A_deleted_head_of_a_group_ends_the_waiting_for_the_next()
    {
        var url = await CreateFifoAsync();
        await SendAsync(url, "1", "a", "1");
        await SendAsync(url, "2", "a", "2");
        var head = await ReceiveOneAsync(url);
        var waiting = await StartReceiveAsync(url);

        await Sqs.DeleteMessageAsync(url, head.ReceiptHandle);

        (await waiting.WaitAsync(Patience)).ShouldBe(["2"]);
    }

    [ContractFact]
    public async Task A_dead_letter_ends_the_waiting_on_its_new_queue()
    {
        var target = await CreateAsync();
        var source = await CreateAsync(("RedrivePolicy", RedriveTo(await ArnAsync(target), 1)));
        await SendAsync(source, "poison");
        await ReceiveOneAsync(source, visibility: 0);
        var waiting = await StartReceiveAsync(target);

        (await ReceiveAsync(source)).ShouldBeEmpty();

        (await waiting.WaitAsync(Patience)).ShouldBe(["poison"]);
    }

    [ContractFact]
    public async Task Each_message_goes_to_one_of_several_that_wait()
    {
        var url = await CreateAsync();
        var first = await StartReceiveAsync(url);
        var second = await StartReceiveAsync(url);

        await SendAsync(url, "1");
        await SendAsync(url, "2");

        (await Task.WhenAll(first, second).WaitAsync(Patience)).SelectMany(bodies => bodies).ShouldBe(["1", "2"], ignoreOrder: true);
    }

    private async Task<Task<string[]>> StartReceiveAsync(string url)
    {
        var waiting = WaitAsync(url);
        await Peer.UntilReceiveWaitsAsync();
        return waiting;
    }

    private async Task<string[]> WaitAsync(string url) =>
        [.. (await ReceiveAsync(url, most: 1, wait: 20)).Select(message => message.Body)];
}
