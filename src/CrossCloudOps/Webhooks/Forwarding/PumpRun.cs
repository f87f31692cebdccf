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
    private const int MostReceives = 4;

    /// <summary>A message whose time has come and that SQS does not give out is not there any more.</summary>
    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(30);

    private readonly WebhookRoute _route;
    private readonly RouteBook _book;
    private readonly WebhookAttempt _attempt;
    private readonly WebhookTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BelievedState _state;
    private readonly MessagesInHand _hand;
    private readonly DeleteQueue _deletes;
    private readonly SemaphoreSlim _slots;
    private readonly List<Task<IReadOnlyList<HeldMessage>>> _receives = [];
    private readonly HashSet<Task> _lines = [];
    private int _groupsOfLast;

    public PumpRun(WebhookRoute route, RouteState state, IAmazonSQS sqs, RouteBook book, WebhookAttempt attempt, WebhookTelemetry telemetry, TimeProvider time, ILogger logger)
    {
        (_route, _book, _attempt, _telemetry, _time, _logger) = (route, book, attempt, telemetry, time, logger);
        _state = new BelievedState(route, state, book, time);
        _hand = new MessagesInHand(route, sqs, time);
        _deletes = new DeleteQueue(sqs, route.QueueUrl);
        _slots = new SemaphoreSlim(route.MaxConcurrency);
    }

    public async Task RunAsync(Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        try
        {
            while (!isTimeUp() && await _state.MayDeliverAsync(cancellationToken))
            {
                _lines.RemoveWhere(static line => line.IsCompleted);
                BeginReceives(cancellationToken);
                if (_receives.Count == 0)
                {
                    await Task.WhenAny([.. _lines, _state.Stopped]);
                }
                else if (!await TakeInAsync(isTimeUp, cancellationToken) && _receives.Count == 0 && _lines.Count == 0)
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
            await EndAsync(isTimeUp, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _hand.DisposeAsync();
        _slots.Dispose();
        _state.Dispose();
    }

    /// <summary>One, and more only while each comes back full and there is room for as many groups as it brought.</summary>
    private void BeginReceives(CancellationToken cancellationToken)
    {
        var room = (_state.Value.Careful > 0 ? 1 : _route.MaxConcurrency) - _lines.Count;
        var atOnce = room <= 0 ? 0 : _groupsOfLast == 0 || Most() == 1 ? 1 : Math.Clamp(room / _groupsOfLast, 1, MostReceives);
        var wait = _route.Pump == PumpMode.Continuous && atOnce == 1 && _lines.Count == 0 && _state.Value.Troubled.Count == 0 ? LongWait : ShortWait;
        while (_receives.Count < atOnce)
        {
            _receives.Add(_hand.ReceiveAsync(Most, wait, cancellationToken));
        }
    }

    private int Most() => _state.IsOneAtATime ? 1 : BatchSize;

    /// <summary>Waits for what is received first. False if it is nothing.</summary>
    private async Task<bool> TakeInAsync(Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(_receives);
        _receives.Remove(first);
        var messages = await first;
        _telemetry.Head(_route, messages);
        var groups = Begin(messages, isTimeUp, cancellationToken);
        _groupsOfLast = messages.Count == BatchSize ? groups : 0;
        return messages.Count > 0;
    }

    /// <summary>Returns how many groups there are.</summary>
    private int Begin(IReadOnlyList<HeldMessage> messages, Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        var groups = 0;
        foreach (var line in messages.GroupBy(static m => m.GroupId))
        {
            var inOrder = line.ToList();
            _lines.Add(Task.Run(() => RunLineAsync(inOrder, isTimeUp, cancellationToken), CancellationToken.None));
            groups++;
        }

        return groups;
    }

    /// <summary>What was asked for is dealt with too, if only by giving it back.</summary>
    private async Task EndAsync(Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        Task receives = Task.WhenAll(_receives);
        await receives.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var receive in _receives.Where(static r => r.IsCompletedSuccessfully))
        {
            Begin(await receive, isTimeUp, cancellationToken);
        }

        await Task.WhenAll(_lines);
    }

    private async Task RunLineAsync(List<HeldMessage> line, Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        try
        {
            for (var n = 0; n < line.Count && await MayGoOnAsync(line, n, isTimeUp, cancellationToken); n++)
            {
                if (!await RunOneAsync(line, n, cancellationToken))
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
        if ((next > 0 && isTimeUp()) || !await _state.MayDeliverAsync(cancellationToken) || !_hand.AreOurs(line, next))
        {
            await _hand.ReceivesEndAsync();
            await _hand.GiveBackAsync(line[next..], cancellationToken);
            return false;
        }

        return true;
    }

    /// <summary>False if what follows has to wait, and was given back.</summary>
    private async Task<bool> RunOneAsync(List<HeldMessage> line, int place, CancellationToken cancellationToken)
    {
        var message = line[place];
        AttemptResult result;
        await _slots.WaitAsync(cancellationToken);
        try
        {
            result = await _attempt.RunAsync(_route, message, _state.Value, _deletes, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }

        if (result.State is { } state)
        {
            _state.Take(state);
        }

        if (result.End == AttemptEnd.Through)
        {
            _hand.LetGo([message]);
            return true;
        }

        await _hand.ReceivesEndAsync();

        // What follows first: SQS gives it to nobody while the one before it is hidden.
        await _hand.GiveBackAsync(line[(place + 1)..], cancellationToken);
        if (result.End == AttemptEnd.Waits)
        {
            await _hand.HideAsync(message, result.State?.Circuit?.MessageId == message.Id ? RouteProbe.HiddenFor(_route) : result.Wait, cancellationToken);
        }

        return false;
    }

    private async Task ForgetGoneAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (_state.Value.Troubled.Values.Any(t => now - t.RetryAt > GoneAfter))
        {
            _state.Take(await _book.ChangeAsync(_route, s => DeliveryPolicy.WithoutGone(s, now - GoneAfter), cancellationToken));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(11, LogLevel.Error, "Route {Route}: a group's deliveries ended early; its messages come again by themselves")]
        public static partial void LineFailed(ILogger logger, string route, Exception exception);
    }
}
