using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Operations;

/// <summary>Redrive of dead letters by the service itself.</summary>
internal sealed partial class SqsOperations
{
    private const int HighestRate = 500;
    private const int MostTasks = 10;

    private readonly Lock _tasksGate = new();

    /// <summary>Newest first.</summary>
    private readonly List<MoveTask> _tasks = [];

    public StartMessageMoveTaskResponse StartMessageMoveTask(StartMessageMoveTaskRequest request)
    {
        var source = QueueByArn("SourceArn", request.SourceArn);
        if (!account.Queues.Any(queue => queue.Settings.RedrivePolicy?.DeadLetterTargetArn == source.Arn))
        {
            throw SqsErrors.InvalidParameter("Source queue must be configured as a Dead Letter Queue.");
        }

        if (request.DestinationArn is { } arn && QueueByArn("DestinationArn", arn).Fifo != source.Fifo)
        {
            throw SqsErrors.InvalidParameter("Source queue and destination queue must be of the same type.");
        }

        var rate = Range("MaxNumberOfMessagesPerSecond", request.MaxNumberOfMessagesPerSecond, 1, HighestRate, "Must be between 1 and 500.");
        var task = new MoveTask(account, source, request.DestinationArn, rate);
        lock (_tasksGate)
        {
            if (_tasks.Exists(other => other.SourceArn == source.Arn && other.Status == MoveTask.Running))
            {
                throw SqsErrors.InvalidParameter(
                    "There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
            }

            _tasks.Insert(0, task);
        }

        task.Step();
        return new StartMessageMoveTaskResponse(task.Handle);
    }

    public ListMessageMoveTasksResponse ListMessageMoveTasks(ListMessageMoveTasksRequest request)
    {
        var source = QueueByArn("SourceArn", request.SourceArn);
        var most = Range("MaxResults", request.MaxResults, 1, MostTasks, "Must be between 1 and 10.") ?? 1;
        lock (_tasksGate)
        {
            var results = _tasks.Where(task => task.SourceArn == source.Arn).Take(most).Select(Entry).ToList();
            return new ListMessageMoveTasksResponse(results.Count == 0 ? null : results);
        }
    }

    public CancelMessageMoveTaskResponse CancelMessageMoveTask(CancelMessageMoveTaskRequest request)
    {
        var handle = Required("TaskHandle", request.TaskHandle);
        QueueByArn("SourceArn", MoveTask.SourceIn(handle) ?? throw SqsErrors.InvalidParameter("Value for parameter TaskHandle is invalid."));
        lock (_tasksGate)
        {
            var task = _tasks.Find(task => task.Handle == handle) ?? throw SqsErrors.ResourceNotFound("Task does not exist.");
            return new CancelMessageMoveTaskResponse(task.Cancel());
        }
    }

    private static ListMessageMoveTasksResultEntry Entry(MoveTask task) => new(
        task.Status == MoveTask.Running ? task.Handle : null,
        task.Status,
        task.SourceArn,
        task.DestinationArn,
        task.Rate,
        task.Moved,
        task.ToMove,
        task.FailureReason,
        task.StartedAt);

    private SqsQueue QueueByArn(string parameter, string? arn) => account.FindByArn(Required(parameter, arn))
        ?? throw SqsErrors.ResourceNotFound($"The resource that you specified for the {parameter} parameter doesn't exist.");
}
