using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>
/// Takes dead letters back to where they came from, or to a queue of choice; each arrives as a new message.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html"/>
/// </summary>
internal sealed class MoveTask
{
    public const string Running = "RUNNING";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SqsAccount _account;
    private readonly SqsQueue _source;
    private readonly ITimer _timer;

    public MoveTask(SqsAccount account, SqsQueue source, string? destinationArn, int? rate)
    {
        _account = account;
        _source = source;
        DestinationArn = destinationArn;
        Rate = rate;
        StartedAt = account.Now;
        ToMove = source.Count().Visible;
        Handle = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"taskId":"{{Guid.NewGuid()}}","sourceArn":"{{source.Arn}}"}"""));
        _timer = account.Time.CreateTimer(_ => Step(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Handle { get; }

    public string SourceArn => _source.Arn;

    public string? DestinationArn { get; }

    public int? Rate { get; }

    public long StartedAt { get; }

    public int ToMove { get; }

    public int Moved { get; private set; }

    public string Status { get; private set; } = Running;

    public string? FailureReason { get; private set; }

    /// <summary>The queue in a handle; null if it is none.</summary>
    public static string? SourceIn(string handle)
    {
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(handle));
            return document.RootElement.GetProperty("sourceArn").GetString();
        }
        catch (Exception fault) when (fault is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Moves what may go at once, and sees to the rest.</summary>
    public void Step()
    {
        lock (_gate)
        {
            if (Status != Running)
            {
                return;
            }

            var most = Rate ?? int.MaxValue;
            var moved = _source.TakeOut(most, Destination);
            Moved += moved.Count;
            foreach (var (destination, message) in moved)
            {
                Deliver(destination, message);
            }

            if (FailureReason is not null)
            {
                End("FAILED");
            }
            else if (moved.Count < most)
            {
                End("COMPLETED");
            }
            else
            {
                _timer.Change(Beat, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public int Cancel()
    {
        lock (_gate)
        {
            if (Status != Running)
            {
                throw SqsErrors.UnsupportedOperation("Only a running task can be cancelled.");
            }

            End("CANCELLED");
            return Moved;
        }
    }

    private static void Deliver(SqsQueue destination, QueuedMessage message)
    {
        var content = message.Content.WithNewId();
        destination.Send(new Draft(content) { DeduplicationId = destination.Fifo ? content.MessageId : null, DelaySeconds = 0 });
    }

    private SqsQueue? Destination(QueuedMessage message)
    {
        if ((DestinationArn ?? message.SourceArn) is not { } arn)
        {
            FailureReason = "CouldNotDetermineMessageSource";
            return null;
        }

        var queue = _account.FindByArn(arn);
        FailureReason = queue is null ? SqsErrors.NonExistentQueue : null;
        return queue;
    }

    private void End(string status)
    {
        Status = status;
        _timer.Dispose();
    }
}
