using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>
/// The messages of one queue that a run has received and not yet dealt with. While it lives it keeps all of them hidden from everybody
/// else, together: of a FIFO group, what follows must not be given out before what precedes it is dealt with.
/// </summary>
internal sealed class MessagesInHand : IAsyncDisposable
{
    private const int BatchSize = 10;

    /// <summary>Besides the time that the target has.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>An attempt is begun only with this much more than the target's time left: for the answer to be taken in.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly WebhookRoute _route;
    private readonly IAmazonSQS _sqs;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly HashSet<HeldMessage> _held = [];
    private readonly HashSet<Task> _asked = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _keeping;

    public MessagesInHand(WebhookRoute route, IAmazonSQS sqs, TimeProvider time)
    {
        (_route, _sqs, _time) = (route, sqs, time);
        _keeping = KeepAsync();
    }

    private TimeSpan Visibility => _route.Timeout + Spare;

    /// <param name="most">Asked when it is settled that there is one more receive to wait for.</param>
    public async Task<IReadOnlyList<HeldMessage>> ReceiveAsync(Func<int> most, int waitSeconds, CancellationToken cancellationToken)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new ReceiveMessageRequest
        {
            QueueUrl = _route.QueueUrl,
            WaitTimeSeconds = waitSeconds,
            VisibilityTimeout = (int)Visibility.TotalSeconds,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        lock (_lock)
        {
            request.MaxNumberOfMessages = most();
            _asked.Add(answered.Task);
        }

        try
        {
            return await ReceiveAsync(request, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _asked.Remove(answered.Task);
            }

            answered.SetResult();
        }
    }

    /// <summary>
    /// Waits for the receives that are under way: what is given back before their end could be received again by them. Those that begin later
    /// ask for what is right then.
    /// </summary>
    public Task ReceivesEndAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_asked);
        }
    }

    /// <summary>Whether all from this place on are still hidden for as long as an attempt may take.</summary>
    public bool AreOurs(List<HeldMessage> line, int from)
    {
        var needed = _time.GetTimestamp() + Ticks(_route.Timeout + Margin);
        return line.FindIndex(from, m => m.HiddenUntil < needed) < 0;
    }

    /// <summary>They are dealt with, or given up: nobody keeps them hidden any more.</summary>
    public void LetGo(IEnumerable<HeldMessage> messages)
    {
        lock (_lock)
        {
            _held.ExceptWith(messages);
        }
    }

    /// <summary>Shows them to everybody again. What SQS does not confirm shows by itself later.</summary>
    public async Task GiveBackAsync(IReadOnlyList<HeldMessage> messages, CancellationToken cancellationToken)
    {
        LetGo(messages);
        foreach (var batch in messages.Chunk(BatchSize))
        {
            await HideAsync(batch, TimeSpan.Zero, cancellationToken);
        }
    }

    /// <summary>Hides one for this long, and lets go of it. False if SQS does not confirm it.</summary>
    public async Task<bool> HideAsync(HeldMessage message, TimeSpan wait, CancellationToken cancellationToken)
    {
        LetGo([message]);
        return await HideAsync([message], wait, cancellationToken) == 1;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping;
        _end.Dispose();
    }

    private async Task<IReadOnlyList<HeldMessage>> ReceiveAsync(ReceiveMessageRequest request, CancellationToken cancellationToken)
    {
        // SQS hides them when it gives them out, which is not before it was asked.
        var hiddenUntil = _time.GetTimestamp() + Ticks(Visibility);
        var response = await _sqs.ReceiveMessageAsync(request, cancellationToken);
        var messages = (response.Messages ?? []).Select(m => new HeldMessage(m, hiddenUntil)).ToList();
        lock (_lock)
        {
            _held.UnionWith(messages);
        }

        return messages;
    }

    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(LookEvery, _time, _end.Token);
                await ExtendAsync(_end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
        }
    }

    private async Task ExtendAsync(CancellationToken cancellationToken)
    {
        List<HeldMessage> fading;
        lock (_lock)
        {
            var soon = _time.GetTimestamp() + Ticks(Visibility * 0.75);
            fading = [.. _held.Where(m => m.HiddenUntil < soon)];
        }

        foreach (var batch in fading.Chunk(BatchSize))
        {
            await HideAsync(batch, Visibility, cancellationToken);
        }
    }

    private async Task<int> HideAsync(HeldMessage[] batch, TimeSpan wait, CancellationToken cancellationToken)
    {
        var asked = _time.GetTimestamp();
        try
        {
            var response = await _sqs.ChangeMessageVisibilityBatchAsync(
                _route.QueueUrl,
                [.. batch.Select((m, n) => new ChangeMessageVisibilityBatchRequestEntry { Id = $"{n}", ReceiptHandle = m.Message.ReceiptHandle, VisibilityTimeout = (int)Math.Ceiling(wait.TotalSeconds) })],
                cancellationToken);
            var done = (response.Successful ?? []).Select(s => batch[int.Parse(s.Id, CultureInfo.InvariantCulture)]).ToList();
            done.ForEach(m => m.HiddenUntil = asked + Ticks(wait));
            return done.Count;
        }
        catch (Exception e) when (AwsFailure.Of(e) is not null && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}
