using System.Globalization;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Operations;

/// <summary>Batches: a fault of the batch fails it whole, a fault of an entry fails that entry.</summary>
internal sealed partial class SqsOperations
{
    private const int LongestEntryId = 80;

    public SendMessageBatchResponse SendMessageBatch(SendMessageBatchRequest request)
    {
        var queue = Queue(request);
        var entries = Check(request.Entries);
        CheckSize(entries);
        if (queue.Fifo)
        {
            CheckFifo(entries, queue.Settings);
        }

        var drafts = new List<Draft>(entries.Count);
        var ids = new List<string>(entries.Count);
        List<BatchResultErrorEntry>? failed = null;
        foreach (var entry in entries)
        {
            try
            {
                drafts.Add(MessageChecks.Draft(entry, queue.Settings));
                ids.Add(entry.Id!);
            }
            catch (SqsException fault)
            {
                (failed ??= []).Add(Failure(entry.Id!, fault));
            }
        }

        var sent = queue.Send([.. drafts]);
        var successful = sent.Select((message, at) => new SendMessageBatchResultEntry(
            ids[at],
            message.MessageId,
            drafts[at].Content.BodyMd5,
            drafts[at].Content.AttributesMd5,
            drafts[at].Content.SystemAttributesMd5,
            SequenceNumber(message))).ToList();
        return new SendMessageBatchResponse(successful.Count == 0 ? null : successful, failed);
    }

    public BatchResponse DeleteMessageBatch(DeleteMessageBatchRequest request)
    {
        var queue = Queue(request);
        return Each(Check(request.Entries), entry => queue.Delete(Required("ReceiptHandle", entry.ReceiptHandle)));
    }

    public BatchResponse ChangeMessageVisibilityBatch(ChangeMessageVisibilityBatchRequest request)
    {
        var queue = Queue(request);
        return Each(Check(request.Entries), entry => ChangeVisibility(queue, entry.ReceiptHandle, entry.VisibilityTimeout));
    }

    private static BatchResponse Each<TEntry>(IReadOnlyList<TEntry> entries, Action<TEntry> step)
        where TEntry : IBatchEntry
    {
        var successful = new List<BatchResultEntry>(entries.Count);
        List<BatchResultErrorEntry>? failed = null;
        foreach (var entry in entries)
        {
            try
            {
                step(entry);
                successful.Add(new BatchResultEntry(entry.Id!));
            }
            catch (SqsException fault)
            {
                (failed ??= []).Add(Failure(entry.Id!, fault));
            }
        }

        return new BatchResponse(successful.Count == 0 ? null : successful, failed);
    }

    private static IReadOnlyList<TEntry> Check<TEntry>(IReadOnlyList<TEntry>? entries)
        where TEntry : IBatchEntry
    {
        if (entries is not { Count: > 0 })
        {
            throw SqsErrors.Batch("EmptyBatchRequest", "There should be at least one entry in the request.");
        }

        if (entries.Count > MostMessages)
        {
            throw SqsErrors.Batch("TooManyEntriesInBatchRequest", "Maximum number of entries per request are 10. You have sent "
                + entries.Count.ToString(CultureInfo.InvariantCulture) + ".");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Id is not { Length: > 0 and <= LongestEntryId } id
                || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            {
                throw SqsErrors.Batch("InvalidBatchEntryId",
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
            }

            if (!seen.Add(id))
            {
                throw SqsErrors.Batch("BatchEntryIdsNotDistinct", $"Id {id} repeated.");
            }
        }

        return entries;
    }

    private static void CheckSize(IReadOnlyList<SendMessageBatchRequestEntry> entries)
    {
        var size = entries.Sum(MessageChecks.Size);
        if (size > QueueSettings.LargestMessage)
        {
            throw SqsErrors.Batch("BatchRequestTooLong", "Batch requests cannot be longer than 1048576 bytes. You have sent "
                + size.ToString(CultureInfo.InvariantCulture) + " bytes.");
        }
    }

    /// <summary>On a FIFO queue an entry without its ids fails the whole batch.</summary>
    private static void CheckFifo(IReadOnlyList<SendMessageBatchRequestEntry> entries, QueueSettings settings)
    {
        if (entries.Any(entry => entry.MessageGroupId is null))
        {
            throw SqsErrors.InvalidParameter("The request must contain the parameter MessageGroupId.");
        }

        if (!settings.ContentBasedDeduplication && entries.Any(entry => entry.MessageDeduplicationId is null))
        {
            throw SqsErrors.NoDeduplicationId();
        }
    }

    private static BatchResultErrorEntry Failure(string id, SqsException fault) => new(id, fault.SenderFault, fault.Code, fault.Message);
}
