using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Operations;

/// <summary>The operations, whichever protocol they came by: here those on single messages.</summary>
internal sealed partial class SqsOperations(SqsAccount account)
{
    private const int LongestVisibility = 43_200;
    private const int LongestWait = 20;
    private const int MostMessages = 10;

    public SendMessageResponse SendMessage(SendMessageRequest request)
    {
        var queue = Queue(request);
        var draft = MessageChecks.Draft(request, queue.Settings);
        var sent = queue.Send(draft)[0];
        return new SendMessageResponse(
            draft.Content.BodyMd5, draft.Content.AttributesMd5, draft.Content.SystemAttributesMd5, sent.MessageId, SequenceNumber(sent));
    }

    public async ValueTask<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken)
    {
        var queue = Queue(request);
        var terms = new ReceiveTerms(
            Range("MaxNumberOfMessages", request.MaxNumberOfMessages, 1, MostMessages, "Must be between 1 and 10, if provided.") ?? 1,
            Range("VisibilityTimeout", request.VisibilityTimeout, 0, LongestVisibility, "Must be between 0 and 43200, if provided."),
            Range("WaitTimeSeconds", request.WaitTimeSeconds, 0, LongestWait, "Must be >= 0 and <= 20, if provided."))
        {
            SystemAttributes = Names(request.MessageSystemAttributeNames) | Names(request.AttributeNames),
            Attributes = AttributeFilter.Of(request.MessageAttributeNames),
            AttemptId = AttemptId(request, queue),
        };
        var messages = await queue.ReceiveAsync(terms, cancellationToken);
        return new ReceiveMessageResponse(messages.Count == 0 ? null : messages);
    }

    public EmptyResponse DeleteMessage(DeleteMessageRequest request)
    {
        Queue(request).Delete(Required("ReceiptHandle", request.ReceiptHandle));
        return EmptyResponse.Instance;
    }

    public EmptyResponse ChangeMessageVisibility(ChangeMessageVisibilityRequest request)
    {
        ChangeVisibility(Queue(request), request.ReceiptHandle, request.VisibilityTimeout);
        return EmptyResponse.Instance;
    }

    private static void ChangeVisibility(SqsQueue queue, string? receiptHandle, int? seconds) => queue.ChangeVisibility(
        Required("ReceiptHandle", receiptHandle),
        Range("VisibilityTimeout", seconds, 0, LongestVisibility, "VisibilityTimeout must be an integer between 0 and 43200")
            ?? throw SqsErrors.MissingParameter("VisibilityTimeout"));

    private static string? SequenceNumber(SentMessage sent) => sent.Sequence > 0 ? SqsQueue.SequenceText(sent.Sequence) : null;

    private static string Required(string parameter, string? value) =>
        string.IsNullOrEmpty(value) ? throw SqsErrors.MissingParameter(parameter) : value;

    private static int? Range(string parameter, int? value, int least, int most, string rule) =>
        value < least || value > most ? throw SqsErrors.InvalidParameter(parameter, value, rule) : value;

    private static string? AttemptId(ReceiveMessageRequest request, SqsQueue queue) =>
        string.IsNullOrEmpty(request.ReceiveRequestAttemptId) ? null
        : queue.Fifo ? request.ReceiveRequestAttemptId
        : throw SqsErrors.InvalidParameter("ReceiveRequestAttemptId", request.ReceiveRequestAttemptId,
            "The request include parameter that is not valid for this queue type.");

    private static SystemAttributes Names(IReadOnlyList<string>? names)
    {
        var asked = SystemAttributes.None;
        foreach (var name in names ?? [])
        {
            asked |= Enum.TryParse<SystemAttributes>(name, out var attribute) && attribute != SystemAttributes.None
                ? attribute
                : throw SqsErrors.InvalidAttributeName(name);
        }

        return asked;
    }

    private SqsQueue Queue(SqsRequest request) =>
        account.NameIn(request.QueueUrl) is { } name && account.Find(name) is { } queue ? queue : throw SqsErrors.QueueDoesNotExist();
}
