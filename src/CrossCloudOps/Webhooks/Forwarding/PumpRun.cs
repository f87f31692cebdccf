using Amazon.SQS;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>
/// One run on one queue. What was received of a group is a line: one after the other, and the next only after SQS confirmed that the one
/// before is deleted. Lines run side by side.
/// </summary>
internal sealed partial class PumpRun : IAsyncDisposable
{
    private const int BatchSize = 10;
    private const int ShortWait = 1;
    private const int LongWait = 10;

    /// <summary>How long the state is believed: as fast as a pause takes hold everywhere.</summary>
    private static readonly TimeSpan StateBelieved = TimeSpan.FromSeconds(3);

    /// <summary>A message whose time has come and that SQS does not give out is not there any more.</summary>
    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(30);

    private readonly WebhookRoute _route;
    private readonly RouteBook _book;
    private readonly WebhookAttempt _attempt;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MessagesInHand _hand;
    private readonly DeleteQueue _deletes;
    private readonly SemaphoreSlim _slots;
    private readonly HashSet<Task> _lines = [];
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _receiving = Task.CompletedTask;
    private RouteState _state;
    private long _stateAt;

    public PumpRun(WebhookRoute route, RouteState state, IAmazonSQS sqs, RouteBook book, WebhookAttempt attempt, TimeProvider time, ILogger logger)
    {
        (_route, _state, _book, _attempt, _time, _logger) = (route, state, book, attempt, time, logger);
        _stateAt = time.GetTimestamp();
        _hand = new MessagesInHand(route, sqs, time);
        _deletes = new DeleteQueue(sqs, route.QueueUrl);
        _slots = new SemaphoreSlim(route.MaxConcurrency);
    }

    private bool IsStopped => _state.Circuit is not null || RouteGate.IsPaused(_route, _state, _time.GetUtcNow());

    public async Task RunAsync(Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        try
        {
            while (!isTimeUp() && await MayReceiveAsync(cancellationToken))
            {
                _lines.RemoveWhere(static line => line.IsCompleted);
                if (_lines.Count >= (_state.Careful > 0 ? 1 : _route.MaxConcurrency))
                {
                    await Task.WhenAny([.. _lines, _stop.Task]);
                }
                else if (!await ReceiveAsync(isTimeUp, cancellationToken) && _lines.Count == 0)
                {
                    await ForgetGoneAsync(cancellationToken);
                    if (_route.Pump == PumpMode.Frugal)
                    {
                        break;
                    }
                }
            }
        }
        finally
        {
            await Task.WhenAll(_lines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _hand.DisposeAsync();
        _slots.Dispose();
    }

    private async Task<bool> MayReceiveAsync(CancellationToken cancellationToken)
    {
        if (_time.GetElapsedTime(_stateAt) >= StateBelieved)
        {
            Take(await _book.ReadAsync(_route, cancellationToken));
        }

        return !IsStopped;
    }

    /// <summary>False if there was nothing.</summary>
    private async Task<bool> ReceiveAsync(Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        var most = DeliveryPolicy.IsOneAtATime(_state, _time.GetUtcNow()) ? 1 : BatchSize;
        var wait = _route.Pump == PumpMode.Continuous && _lines.Count == 0 && _state.Troubled.Count == 0 ? LongWait : ShortWait;
        var receiving = _hand.ReceiveAsync(most, wait, cancellationToken);
        _receiving = receiving;
        var messages = await receiving;
        foreach (var line in messages.GroupBy(static m => m.GroupId))
        {
            var inOrder = line.ToList();
            _lines.Add(Task.Run(() => RunLineAsync(inOrder, isTimeUp, cancellationToken), CancellationToken.None));
        }

        return messages.Count > 0;
    }

    private async Task RunLineAsync(List<HeldMessage> line, Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        try
        {
            for (var n = 0; n < line.Count && await MayGoOnAsync(line, n, isTimeUp, cancellationToken); n++)
            {
                if (!await RunOneAsync(line[n], line[(n + 1)..], cancellationToken))
                {
                    return;
                }
            }
        }
#pragma warning disable CA1031 // A line that fails must not stop the others; SQS shows its messages again by itself.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.LineFailed(_logger, _route.Key, e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            _hand.LetGo(line);
        }
    }

    /// <summary>False if the rest of the line is given back.</summary>
    private async Task<bool> MayGoOnAsync(List<HeldMessage> line, int next, Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        if ((next > 0 && isTimeUp()) || !await MayReceiveAsync(cancellationToken) || !_hand.AreOurs(line[next..]))
        {
            await ReceiveEndsAsync();
            await _hand.GiveBackAsync(line[next..], cancellationToken);
            return false;
        }

        return true;
    }

    /// <summary>What is given back during a receive that asked for ten could be received again by it; the next one asks for what is right then.</summary>
    private Task ReceiveEndsAsync() => _receiving.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>False if what follows has to wait, and was given back.</summary>
    private async Task<bool> RunOneAsync(HeldMessage message, IReadOnlyList<HeldMessage> followers, CancellationToken cancellationToken)
    {
        AttemptResult result;
        await _slots.WaitAsync(cancellationToken);
        try
        {
            result = await _attempt.RunAsync(_route, message, _state, _deletes, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }

        if (result.State is { } state)
        {
            Take(state);
        }

        if (result.End == AttemptEnd.Through)
        {
            _hand.LetGo([message]);
            return true;
        }

        await ReceiveEndsAsync();

        // What follows first: SQS gives it to nobody while the one before it is hidden.
        await _hand.GiveBackAsync(followers, cancellationToken);
        if (result.End == AttemptEnd.Waits)
        {
            await _hand.HideAsync(message, result.State?.Circuit?.MessageId == message.Id ? RouteProbe.HiddenFor(_route) : result.Wait, cancellationToken);
        }

        return false;
    }

    private async Task ForgetGoneAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (_state.Troubled.Values.Any(t => now - t.RetryAt > GoneAfter))
        {
            Take(await _book.ChangeAsync(_route, s => DeliveryPolicy.WithoutGone(s, now - GoneAfter), cancellationToken));
        }
    }

    private void Take(RouteState state)
    {
        (_state, _stateAt) = (state, _time.GetTimestamp());
        if (IsStopped)
        {
            _stop.TrySetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(11, LogLevel.Error, "Route {Route}: a group's deliveries ended early; its messages come again by themselves")]
        public static partial void LineFailed(ILogger logger, string route, Exception exception);
    }
}
