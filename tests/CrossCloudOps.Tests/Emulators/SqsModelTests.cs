using System.Globalization;
using System.Text;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Emulators.Sqs.Operations;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Random operations against <see cref="SqsModel"/>: nothing is lost, nothing comes twice at a time, groups stay in order.</summary>
public sealed class SqsModelTests
{
    private const int MaxReceiveCount = 4;

    private readonly ManualTime _clock = new();
    private readonly SqsAccount _account;
    private readonly SqsOperations _operations;
    private readonly SqsModel _model = new(MaxReceiveCount);
    private readonly List<(ModelMessage Message, string Handle)> _handles = [];
    private int _bodies;

    public SqsModelTests()
    {
        _account = new SqsAccount(new SqsEmulatorOptions { TimeProvider = _clock });
        _operations = new SqsOperations(_account);
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public Task A_FIFO_queue_does_what_the_model_does(int seed) => RunAsync(fifo: true, seed);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public Task A_standard_queue_does_what_the_model_does(int seed) => RunAsync(fifo: false, seed);

    private async Task RunAsync(bool fifo, int seed)
    {
        var random = new Random(seed);
        var (source, dead) = Create(fifo);

        for (var step = 0; step < 600; step++)
        {
            switch (random.Next(12))
            {
                case < 4:
                    Send(source, fifo, random);
                    break;
                case < 8:
                    await ReceiveAsync(source, fifo, random);
                    break;
                case 8:
                    Delete(source, fifo, random);
                    break;
                case 9:
                    ChangeVisibility(source, fifo, random);
                    break;
                default:
                    _clock.Advance(TimeSpan.FromSeconds(random.Next(1, 40)));
                    break;
            }

            Bodies(source).ShouldBe(_model.Messages.Select(message => message.Body), $"step {step}");
            Bodies(dead).ShouldBe(_model.Dead.Select(message => message.Body), !fifo, $"step {step}");
        }

        _model.Dead.ShouldNotBeEmpty("the steps reach the dead-letter queue");
    }

    private (SqsQueue Source, SqsQueue Dead) Create(bool fifo)
    {
        var ending = fifo ? ".fifo" : "";
        var attributes = fifo ? new Dictionary<string, string> { ["FifoQueue"] = "true" } : [];
        var dead = _account.Create("dead" + ending, attributes);
        attributes["RedrivePolicy"] = new RedrivePolicy(dead.Arn, MaxReceiveCount).ToString();
        return (_account.Create("source" + ending, attributes), dead);
    }

    private void Send(SqsQueue queue, bool fifo, Random random)
    {
        var body = (++_bodies).ToString(CultureInfo.InvariantCulture);
        var group = fifo ? "group" + random.Next(5).ToString(CultureInfo.InvariantCulture) : body;
        var id = fifo ? random.Next(80).ToString(CultureInfo.InvariantCulture) : null;
        _operations.SendMessage(new SendMessageRequest
        {
            QueueUrl = queue.Url,
            MessageBody = Encoding.UTF8.GetBytes(body),
            MessageGroupId = fifo ? group : null,
            MessageDeduplicationId = id,
        });
        _model.Send(body, group, id, Now);
    }

    private async Task ReceiveAsync(SqsQueue queue, bool fifo, Random random)
    {
        var (most, seconds) = (random.Next(1, 11), random.Next(0, 60));
        var request = new ReceiveMessageRequest { QueueUrl = queue.Url, MaxNumberOfMessages = most, VisibilityTimeout = seconds };

        var received = (await _operations.ReceiveMessageAsync(request, default)).Messages ?? [];

        var bodies = received.Select(message => Encoding.UTF8.GetString(message.Message.Content.Body)).ToList();
        if (fifo)
        {
            bodies.ShouldBe(_model.Receive(most, seconds * 1000, Now).Select(message => message.Body));
        }
        else
        {
            MirrorStandard(bodies, most, seconds);
        }

        foreach (var (body, handle) in bodies.Zip(received.Select(message => message.ReceiptHandle)))
        {
            var message = _model.Messages.Single(message => message.Body == body);
            message.Handle = handle;
            _handles.Add((message, handle));
        }
    }

    /// <summary>A standard queue may choose: the model takes what the queue took, if that could be taken.</summary>
    private void MirrorStandard(List<string> bodies, int most, int seconds)
    {
        var visible = _model.Messages.Where(message => message.VisibleAt <= Now).ToList();
        var deliverable = visible.Where(message => message.ReceiveCount < MaxReceiveCount).ToList();
        bodies.Count.ShouldBe(Math.Min(most, deliverable.Count));
        bodies.ShouldBeUnique();
        foreach (var message in bodies.Select(body => deliverable.Single(message => message.Body == body)))
        {
            message.ReceiveCount++;
            message.VisibleAt = Now + (seconds * 1000);
        }

        foreach (var message in visible.Except(deliverable).Where(message => _account.Find("dead")!.Look(Body).Contains(message.Body)))
        {
            _model.Delete(message);
            _model.Dead.Add(message);
        }
    }

    private void Delete(SqsQueue queue, bool fifo, Random random)
    {
        if (_handles.Count == 0)
        {
            return;
        }

        var (message, handle) = _handles[random.Next(_handles.Count)];
        var known = _model.Messages.Contains(message);
        var current = known && message.Handle == handle && (!fifo || message.VisibleAt > Now);
        var request = new DeleteMessageRequest { QueueUrl = queue.Url, ReceiptHandle = handle };
        if (fifo && known && !current)
        {
            Should.Throw<SqsException>(() => _operations.DeleteMessage(request)).Code.ShouldBe("InvalidParameterValue");
            return;
        }

        _operations.DeleteMessage(request);
        if (current)
        {
            _model.Delete(message);
        }
    }

    private void ChangeVisibility(SqsQueue queue, bool fifo, Random random)
    {
        if (_handles.Count == 0)
        {
            return;
        }

        var (message, handle) = _handles[random.Next(_handles.Count)];
        var seconds = random.Next(3) == 0 ? 0 : random.Next(60);
        var request = new ChangeMessageVisibilityRequest { QueueUrl = queue.Url, ReceiptHandle = handle, VisibilityTimeout = seconds };
        if (_model.Messages.Contains(message) && message.Handle == handle && (!fifo || message.VisibleAt > Now))
        {
            _operations.ChangeMessageVisibility(request);
            message.VisibleAt = Now + (seconds * 1000);
        }
        else
        {
            Should.Throw<SqsException>(() => _operations.ChangeMessageVisibility(request)).Code.ShouldBe("InvalidParameterValue");
        }
    }

    private static IReadOnlyList<string> Bodies(SqsQueue queue) => queue.Look(Body);

    private static string Body(QueuedMessage message) => Encoding.UTF8.GetString(message.Content.Body);
}
