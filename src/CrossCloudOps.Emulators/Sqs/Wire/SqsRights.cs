using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.Sqs.Operations;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>
/// What each operation needs. Batches need the action of the single operation, and there is none of their own.
/// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html"/>
/// </summary>
internal static class SqsRights
{
    private const string Batch = "Batch";

    public static IEnumerable<IamNeed> Of(string operation, SqsRequest request, SqsAccount account) => request switch
    {
        StartMessageMoveTaskRequest start => OfMove(start, account),
        ListMessageMoveTasksRequest list => [new IamNeed("sqs:ListMessageMoveTasks", list.SourceArn ?? account.ArnOf(string.Empty))],
        CancelMessageMoveTaskRequest cancel =>
            [new IamNeed("sqs:CancelMessageMoveTask", (cancel.TaskHandle is { } handle ? MoveTask.SourceIn(handle) : null) ?? account.ArnOf(string.Empty))],
        _ => OfQueue(operation.EndsWith(Batch, StringComparison.Ordinal) ? operation[..^Batch.Length] : operation, request, account),
    };

    private static IEnumerable<IamNeed> OfQueue(string action, SqsRequest request, SqsAccount account)
    {
        var arn = request.NamedQueue is { } name ? account.ArnOf(name) : account.ArnAt(request.QueueUrl);
        return [new IamNeed($"sqs:{action}", arn), .. OfKey(action, account.FindByArn(arn), account)];
    }

    /// <summary>
    /// Who sends needs a new key for the data, and must be able to read it; who receives must be able to read it.
    /// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html"/>
    /// </summary>
    private static IEnumerable<IamNeed> OfKey(string action, SqsQueue? queue, SqsAccount account)
    {
        if (queue?.KeyArn is not { } key)
        {
            return [];
        }

        var via = new Dictionary<string, string> { ["kms:ViaService"] = $"sqs.{account.Region}.amazonaws.com" };
        return ActionsOnKey(action).Select(one => new IamNeed(one, key) { Keys = via });
    }

    private static IEnumerable<string> ActionsOnKey(string action) => action switch
    {
        "SendMessage" => ["kms:GenerateDataKey", "kms:Decrypt"],
        "ReceiveMessage" => ["kms:Decrypt"],
        _ => [],
    };

    /// <summary><see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html"/></summary>
    private static IEnumerable<IamNeed> OfMove(StartMessageMoveTaskRequest start, SqsAccount account)
    {
        var source = start.SourceArn ?? account.ArnOf(string.Empty);
        var targets = start.DestinationArn is { } arn ? [arn]
            : account.Queues.Where(queue => queue.Settings.RedrivePolicy?.DeadLetterTargetArn == source).Select(static queue => queue.Arn);
        return
        [
            .. from action in (string[])["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"]
               select new IamNeed($"sqs:{action}", source),
            .. from target in targets select new IamNeed("sqs:SendMessage", target),
        ];
    }
}
