using System.Net;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Sqs;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Faults and refusals that a test can order.</summary>
public sealed class SqsFaultTests : IAsyncLifetime
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
    public async Task A_denied_queue_refuses_everything_until_it_is_allowed_again()
    {
        var queue = _emulator.CreateQueue("orders");
        _emulator.Deny("orders");

        var refusals = new[]
        {
            await Should.ThrowAsync<AmazonSQSException>(() => _sqs.ReceiveMessageAsync(queue.Url)),
            await Should.ThrowAsync<AmazonSQSException>(() => _sqs.GetQueueUrlAsync("orders")),
        };

        refusals.ShouldAllBe(refusal => refusal.ErrorCode == "AccessDenied" && refusal.StatusCode == HttpStatusCode.Forbidden);
        refusals[0].Message.ShouldContain("sqs:receivemessage on resource: " + queue.Arn);
        _emulator.Allow("orders");
        await _sqs.ReceiveMessageAsync(queue.Url);
    }

    [Fact]
    public async Task A_call_dropped_before_did_not_happen_and_one_dropped_after_did()
    {
        var queue = _emulator.CreateQueue("orders");
        _emulator.Faults.Add(new Fault(FaultKind.DropBefore) { Operation = "SendMessage", Times = 1 });

        await Should.ThrowAsync<Exception>(() => _sqs.SendMessageAsync(queue.Url, "1"));
        queue.Messages.ShouldBeEmpty();
        _emulator.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = "SendMessage", Times = 1 });
        await Should.ThrowAsync<Exception>(() => _sqs.SendMessageAsync(queue.Url, "2"));

        queue.Messages.ShouldHaveSingleItem().Body.ShouldBe("2");
        await _sqs.SendMessageAsync(queue.Url, "3");
    }

    [Fact]
    public async Task An_answer_can_be_ordered()
    {
        var queue = _emulator.CreateQueue("orders");
        _emulator.Faults.Add(new Fault(FaultKind.Answer) { Operation = "SendMessage", Status = 400, Code = "RequestThrottled" });
        _emulator.Faults.Add(new Fault(FaultKind.Answer) { Operation = "ReceiveMessage", Status = 503, Code = "ServiceUnavailable" });

        (await Should.ThrowAsync<RequestThrottledException>(() => _sqs.SendMessageAsync(queue.Url, "1"))).ErrorCode.ShouldBe("RequestThrottled");
        var down = await Should.ThrowAsync<AmazonSQSException>(() => _sqs.ReceiveMessageAsync(queue.Url));

        down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        down.ErrorCode.ShouldBe("ServiceUnavailable");
        queue.Messages.ShouldBeEmpty();
        _emulator.Faults.Clear();
        await _sqs.SendMessageAsync(queue.Url, "2");
    }

    [Fact]
    public async Task A_call_can_be_delayed()
    {
        var queue = _emulator.CreateQueue("orders");
        _emulator.Faults.Add(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(50) });

        await _sqs.SendMessageAsync(queue.Url, "1");

        queue.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Too_many_in_flight_is_an_error_on_a_standard_queue()
    {
        var queue = _emulator.CreateQueue("orders");
        queue.Seed(Enumerable.Range(0, 5).Select(number => new SeedMessage($"{number}")));

        var received = await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue.Url) { MaxNumberOfMessages = 10 });

        received.Messages.Count.ShouldBe(3);
        await Should.ThrowAsync<OverLimitException>(() => _sqs.ReceiveMessageAsync(queue.Url));
        await _sqs.DeleteMessageAsync(queue.Url, received.Messages[0].ReceiptHandle);
        (await _sqs.ReceiveMessageAsync(queue.Url)).Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Too_many_in_flight_is_silence_on_a_FIFO_queue()
    {
        var queue = _emulator.CreateQueue("orders.fifo");
        queue.Seed(Enumerable.Range(0, 5).Select(number => new SeedMessage($"{number}") { GroupId = $"{number}" }));

        var received = await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue.Url) { MaxNumberOfMessages = 10 });

        received.Messages.Count.ShouldBe(3);
        (await _sqs.ReceiveMessageAsync(queue.Url)).Messages.ShouldBeNull();
    }
}
