using System.Collections.Concurrent;
using System.Globalization;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>One queue. Everything happens under its own lock; messages for a dead-letter queue are handed over after it is released.</summary>
internal sealed partial class SqsQueue
{
    private readonly Lock _gate = new();
    private readonly SqsAccount _account;
    private readonly long _identity = BitConverter.ToInt64(Guid.NewGuid().ToByteArray());
    private readonly Dictionary<long, QueuedMessage> _messages = [];
    private readonly DueHeap _due = new((message, time) => message.DueAt == time && message.State is MessageState.Delayed or MessageState.InFlight);
    private readonly DueHeap _ages = new((message, _) => message.State != MessageState.Gone);
    private readonly DeduplicationWindow _window = new();
    private readonly ReceiveAttempts _attempts = new();
    private MessageOrder _order;
    private long _lastNumber;
    private long _lastSequence;
    private int _inFlight;
    private int _delayed;
    private long? _purgedAt;

    public SqsQueue(SqsAccount account, string name, QueueSettings settings)
    {
        _account = account;
        _order = NewOrder(settings);
        Name = name;
        Settings = settings;
        CreatedAt = ModifiedAt = account.Now;
    }

    public string Name { get; }

    public string Url => _account.UrlOf(Name);

    public string Arn => _account.ArnOf(Name);

    public bool Fifo => Settings.Fifo;

    /// <summary>The key of the account's own that it is encrypted with; AWS's own, <c>alias/aws/sqs</c>, asks nobody for rights.</summary>
    public string? KeyArn => Settings.KmsMasterKeyId is not { } key || key.Contains("alias/aws/", StringComparison.Ordinal) ? null
        : key.StartsWith("arn:", StringComparison.Ordinal) ? key
        : $"arn:aws:kms:{_account.Region}:{_account.AccountId}:key/{key}";

    public long CreatedAt { get; }

    public long ModifiedAt { get; private set; }

    public ConcurrentDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public QueueSettings Settings { get; private set; }

    /// <summary>20 digits, rising.</summary>
    public static string SequenceText(long sequence) => "188" + sequence.ToString("D17", CultureInfo.InvariantCulture);

    public void Change(QueueSettings settings)
    {
        Move? moved;
        lock (_gate)
        {
            var delayChanged = settings.DelaySeconds != Settings.DelaySeconds;
            Settings = settings;
            ModifiedAt = _account.Now;
            if (Fifo && delayChanged)
            {
                // "For FIFO queues, the per-queue delay setting is retroactive."
                foreach (var message in _messages.Values.Where(message => message.State == MessageState.Delayed))
                {
                    Wait(message, message.SentAt + (settings.DelaySeconds * 1000L));
                }
            }

            moved = Settle(Advance());
        }

        Deliver(moved);
    }

    public SentMessage[] Send(params ReadOnlySpan<Draft> drafts)
    {
        var sent = new SentMessage[drafts.Length];
        Move? moved;
        lock (_gate)
        {
            var now = Advance();
            for (var i = 0; i < drafts.Length; i++)
            {
                sent[i] = Accept(drafts[i], now);
            }

            moved = Settle(now);
        }

        Deliver(moved);
        return sent;
    }

    public void Place(IEnumerable<PlacedMessage> messages)
    {
        Move? moved;
        lock (_gate)
        {
            var now = Advance();
            foreach (var placed in messages)
            {
                var message = new QueuedMessage(placed.Content, ++_lastNumber, placed.SentAt ?? now)
                {
                    DeduplicationId = placed.DeduplicationId,
                    Sequence = Fifo ? ++_lastSequence : 0,
                    SourceArn = placed.SourceArn,
                    ReceiveCount = placed.ReceiveCount,
                    FirstReceivedAt = placed.ReceiveCount > 0 ? placed.SentAt ?? now : 0,
                };
                Add(message, now, 0);
            }

            moved = Settle(now);
        }

        Deliver(moved);
    }

    public void Purge()
    {
        lock (_gate)
        {
            var now = Advance();
            if (now < _purgedAt + SqsAccount.Minute)
            {
                throw SqsErrors.PurgeQueueInProgress(Name);
            }

            _purgedAt = now;
            foreach (var message in _messages.Values)
            {
                message.State = MessageState.Gone;
            }

            _messages.Clear();
            _due.Clear();
            _ages.Clear();
            _order = NewOrder(Settings);
            _inFlight = _delayed = 0;
        }
    }

    public (int Visible, int InFlight, int Delayed) Count()
    {
        lock (_gate)
        {
            Advance();
            return (_messages.Count - _inFlight - _delayed, _inFlight, _delayed);
        }
    }

    /// <summary>What is in the queue, oldest first, seen through <paramref name="view"/>.</summary>
    public IReadOnlyList<T> Look<T>(Func<QueuedMessage, T> view)
    {
        lock (_gate)
        {
            Advance();
            return [.. _messages.Values.OrderBy(message => message.Number).Select(view)];
        }
    }

    private static MessageOrder NewOrder(QueueSettings settings) => settings.Fifo ? new FifoOrder() : new StandardOrder();

    private SentMessage Accept(Draft draft, long now)
    {
        var key = draft.DeduplicationId is { } id ? DeduplicationKey(draft.Content, id) : null;
        if (key is not null && _window.TryFind(key, now, out var earlier))
        {
            return earlier;
        }

        var message = new QueuedMessage(draft.Content, ++_lastNumber, now)
        {
            DeduplicationId = draft.DeduplicationId,
            Sequence = Fifo ? ++_lastSequence : 0,
        };
        Add(message, now, draft.DelaySeconds ?? Settings.DelaySeconds);
        var sent = new SentMessage(draft.Content.MessageId, message.Sequence);
        if (key is not null)
        {
            _window.Remember(key, sent, now);
        }

        return sent;
    }

    private string DeduplicationKey(MessageContent content, string deduplicationId) =>
        Settings.DeduplicationScope == "messageGroup" ? $"{content.GroupId}\n{deduplicationId}" : deduplicationId;

    private void Add(QueuedMessage message, long now, int delaySeconds)
    {
        _messages.Add(message.Number, message);
        _ages.Add(message, message.SentAt, _messages.Count);
        if (delaySeconds > 0)
        {
            message.State = MessageState.Delayed;
            _delayed++;
            Wait(message, now + (delaySeconds * 1000L));
        }
        else
        {
            message.State = MessageState.Visible;
        }

        _order.Add(message);
    }

    private void Wait(QueuedMessage message, long due)
    {
        message.DueAt = due;
        _due.Add(message, due, _inFlight + _delayed);
    }

    private void Show(QueuedMessage message)
    {
        Become(message, MessageState.Visible);
        _order.Show(message);
    }

    private void Forget(QueuedMessage message)
    {
        var before = Become(message, MessageState.Gone);
        _order.Remove(message, before);
        _messages.Remove(message.Number);
    }

    private MessageState Become(QueuedMessage message, MessageState state)
    {
        var before = message.State;
        _inFlight += (state == MessageState.InFlight ? 1 : 0) - (before == MessageState.InFlight ? 1 : 0);
        _delayed -= before == MessageState.Delayed ? 1 : 0;
        message.State = state;
        return before;
    }

    /// <summary>Brings the queue to now: what is due becomes visible, what is too old goes.</summary>
    private long Advance()
    {
        var now = _account.Now;
        while (_due.TakeUntil(now) is { } message)
        {
            Show(message);
        }

        while (_ages.TakeUntil(now - (Settings.MessageRetentionPeriod * 1000L)) is { } message)
        {
            Forget(message);
        }

        return now;
    }
}
