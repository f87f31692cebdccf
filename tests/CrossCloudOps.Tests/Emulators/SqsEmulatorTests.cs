using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Sqs;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>What the emulator has that SQS has not.</summary>
public sealed class SqsEmulatorTests : IAsyncLifetime
{
    private readonly ManualTime _clock = new();
    private SqsEmulator _emulator = null!;
    private IAmazonSQS _sqs = null!;

    public async Task InitializeAsync()
    {
        _emulator = await SqsEmulator.StartAsync(new SqsEmulatorOptions { TimeProvider = _clock, InFlightLimit = 3 });
        _sqs = SqsClients.Create(_emulator.Endpoint);
    }

    public async Task DisposeAsync()
    {
        _sqs.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_seeded_message_is_received_with_everything_it_was_seeded_with()
    {
        var queue = _emulator.CreateQueue("dead.fifo");
        var sentAt = _clock.GetUtcNow() - TimeSpan.FromHours(1);
        queue.Seed(new SeedMessage("body")
        {
            MessageId = "the-id",
            Attributes = new Dictionary<string, SqsAttributeValue> { ["text"] = "x", ["blob"] = new("Binary", null, new byte[] { 1 }) },
            GroupId = "group",
            DeduplicationId = "once",
            SourceArn = "arn:aws:sqs:eu-central-1:000000000000:orders.fifo",
            ReceiveCount = 4,
            SentAt = sentAt,
            TraceHeader = "Root=1",
        });

        var response = await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue.Url)
        {
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        });

        var message = response.Messages.ShouldHaveSingleItem();
        message.MessageId.ShouldBe("the-id");
        message.Body.ShouldBe("body");
        message.MessageAttributes["text"].StringValue.ShouldBe("x");
        message.MessageAttributes["blob"].BinaryValue.ToArray().ShouldBe(new byte[] { 1 });
        message.Attributes["MessageGroupId"].ShouldBe("group");
        message.Attributes["MessageDeduplicationId"].ShouldBe("once");
        message.Attributes["DeadLetterQueueSourceArn"].ShouldBe("arn:aws:sqs:eu-central-1:000000000000:orders.fifo");
        message.Attributes["ApproximateReceiveCount"].ShouldBe("5");
        message.Attributes["SentTimestamp"].ShouldBe(
            sentAt.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        message.Attributes["AWSTraceHeader"].ShouldBe("Root=1");
    }

    [Fact]
    public async Task Messages_can_be_looked_at_without_receiving_them()
    {
        var queue = _emulator.CreateQueue("orders");
        queue.Seed(new SeedMessage("received"));
        await _sqs.ReceiveMessageAsync(queue.Url);
        await _sqs.SendMessageAsync(new SendMessageRequest(queue.Url, "delayed") { DelaySeconds = 60 });
        queue.Seed(new SeedMessage("visible") { Attributes = new Dictionary<string, SqsAttributeValue> { ["text"] = "x" } });

        var messages = queue.Messages;

        messages.Select(message => (message.Body, message.InFlight, message.Delayed, message.ReceiveCount)).ShouldBe(
            [("received", true, false, 1), ("delayed", false, true, 0), ("visible", false, false, 0)]);
        messages[2].Attributes["text"].ShouldBe("x");
        messages[2].SentAt.ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public async Task Calls_are_counted_by_action_and_queue()
    {
        var orders = _emulator.CreateQueue("orders");
        await _sqs.ReceiveMessageAsync(orders.Url);
        await _sqs.ReceiveMessageAsync(orders.Url);
        await Should.ThrowAsync<QueueDoesNotExistException>(() => _sqs.GetQueueUrlAsync("nowhere"));

        _emulator.Calls.Count("ReceiveMessage").ShouldBe(2);
        _emulator.Calls.Count("ReceiveMessage", "other").ShouldBe(0);
        _emulator.Calls.All.ShouldBe([new AwsCall("ReceiveMessage", "orders", 2), new AwsCall("GetQueueUrl", "nowhere", 1)], ignoreOrder: true);
        _emulator.Calls.Clear();
        _emulator.Calls.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receive_whose_caller_has_left_takes_no_message()
    {
        var queue = _emulator.CreateQueue("orders");
        using var leaving = new CancellationTokenSource();
        var left = _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue.Url) { WaitTimeSeconds = 20 }, leaving.Token);
        await _clock.UntilWaitingAsync();
        queue.WaitingReceives.ShouldBe(1);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => left);
        while (queue.WaitingReceives > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        queue.Seed(new SeedMessage("hello"));

        queue.Messages.ShouldHaveSingleItem().InFlight.ShouldBeFalse();
    }

    [Fact]
    public async Task No_timer_runs_when_nobody_waits()
    {
        var queue = _emulator.CreateQueue("orders");
        var waiting = _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue.Url) { WaitTimeSeconds = 20 });
        await _clock.UntilWaitingAsync();

        queue.Seed(new SeedMessage("hello"));
        await waiting;

        _clock.UntilWaitingAsync().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Many_at_once_lose_nothing_and_get_nothing_twice()
    {
        await using var emulator = await SqsEmulator.StartAsync();
        using var client = SqsClients.Create(emulator.Endpoint);
        var queue = emulator.CreateQueue("orders.fifo", new Dictionary<string, string> { ["ContentBasedDeduplication"] = "true" });
        var received = new ConcurrentBag<string>();

        var receivers = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (received.Count < 200)
            {
                var messages = await client.ReceiveMessageAsync(new ReceiveMessageRequest(queue.Url) { WaitTimeSeconds = 1, MaxNumberOfMessages = 3 });
                foreach (var message in messages.Messages ?? [])
                {
                    received.Add(message.Body);
                    await client.DeleteMessageAsync(queue.Url, message.ReceiptHandle);
                }
            }
        });
        var senders = Enumerable.Range(0, 4).Select(async sender =>
        {
            for (var number = 0; number < 50; number++)
            {
                await client.SendMessageAsync(new SendMessageRequest(queue.Url, $"{sender} {number}") { MessageGroupId = $"{number % 7}" });
            }
        });
        await Task.WhenAll(receivers.Concat(senders));

        received.Distinct().Count().ShouldBe(200);
        received.Count.ShouldBe(200);
        queue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_queue_deleted_under_a_waiting_receive_ends_it()
    {
        var queue = _emulator.CreateQueue("orders");
        var waiting = _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue.Url) { WaitTimeSeconds = 20 });
        await _clock.UntilWaitingAsync();

        await _sqs.DeleteQueueAsync(queue.Url);

        await Should.ThrowAsync<QueueDoesNotExistException>(() => waiting);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_those_who_wait()
    {
        var emulator = await SqsEmulator.StartAsync();
        using var client = SqsClients.Create(emulator.Endpoint);
        var queue = emulator.CreateQueue("orders");
        var waiting = client.ReceiveMessageAsync(new ReceiveMessageRequest(queue.Url) { WaitTimeSeconds = 20 });
        while (queue.WaitingReceives == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        await emulator.DisposeAsync();

        await Should.ThrowAsync<Exception>(() => waiting);
    }

    [Fact]
    public async Task Queues_that_name_each_other_pass_a_message_to_and_fro()
    {
        var first = _emulator.CreateQueue("first");
        var second = _emulator.CreateQueue("second");
        await RedriveAsync(first, second);
        await RedriveAsync(second, first);
        first.Seed(new SeedMessage("ball") { ReceiveCount = 1 });

        (await _sqs.ReceiveMessageAsync(first.Url)).Messages.ShouldBeNull();

        (first.Messages.Count, second.Messages.Count).ShouldBe((0, 1));
        (await _sqs.ReceiveMessageAsync(second.Url)).Messages.ShouldBeNull();
        (first.Messages.Count, second.Messages.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_dead_letter_whose_queue_is_gone_stays_where_it_is()
    {
        var source = _emulator.CreateQueue("source");
        var target = _emulator.CreateQueue("target");
        await RedriveAsync(source, target);
        await _sqs.DeleteQueueAsync(target.Url);
        source.Seed(new SeedMessage("poison") { ReceiveCount = 7 });

        (await _sqs.ReceiveMessageAsync(source.Url)).Messages.ShouldHaveSingleItem().Body.ShouldBe("poison");
    }

    private Task<SetQueueAttributesResponse> RedriveAsync(QueueAccess source, QueueAccess target) => _sqs.SetQueueAttributesAsync(source.Url, new()
    {
        ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{target.Arn}}","maxReceiveCount":1}""",
    });
}
