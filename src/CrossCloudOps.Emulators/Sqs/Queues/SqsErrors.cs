using System.Globalization;
using CrossCloudOps.Emulators.Aws.Iam;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>The errors of the service. <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html"/></summary>
internal static class SqsErrors
{
    public const string NonExistentQueue = Legacy + "NonExistentQueue";

    private const string Modelled = "com.amazonaws.sqs#";
    private const string Common = "com.amazon.coral.service#";
    private const string Legacy = "AWS.SimpleQueueService.";

    public static SqsException QueueDoesNotExist() =>
        new(Modelled + "QueueDoesNotExist", NonExistentQueue, 400, "The specified queue does not exist.");

    public static SqsException QueueNameExists(string attribute) =>
        new(Modelled + "QueueNameExists", "QueueAlreadyExists", 400,
            $"A queue already exists with the same name and a different value for attribute {attribute}");

    public static SqsException QueueDeletedRecently() =>
        new(Modelled + "QueueDeletedRecently", Legacy + "QueueDeletedRecently", 400,
            "You must wait 60 seconds after deleting a queue before you can create another with the same name.");

    public static SqsException PurgeQueueInProgress(string queue) =>
        new(Modelled + "PurgeQueueInProgress", Legacy + "PurgeQueueInProgress", 403,
            $"Only one PurgeQueue operation on {queue} is allowed every 60 seconds.");

    public static SqsException InvalidAttributeName(string name) =>
        new(Modelled + "InvalidAttributeName", "InvalidAttributeName", 400, $"Unknown Attribute {name}.");

    public static SqsException FifoAttribute(string name) =>
        new(Modelled + "InvalidAttributeName", "InvalidAttributeName", 400, $"You can specify the {name} only when FifoQueue is set to true.");

    public static SqsException InvalidAttributeValue(string name, string? reason = null) =>
        new(Modelled + "InvalidAttributeValue", "InvalidAttributeValue", 400,
            $"Invalid value for the parameter {name}." + (reason is null ? string.Empty : " Reason: " + reason));

    public static SqsException InvalidParameter(string message) =>
        new(Common + "InvalidParameterValueException", "InvalidParameterValue", 400, message);

    public static SqsException InvalidParameter(string parameter, object value, string reason) =>
        InvalidParameter(string.Create(CultureInfo.InvariantCulture, $"Value {value} for parameter {parameter} is invalid. Reason: {reason}"));

    public static SqsException MissingParameter(string parameter) =>
        new(Common + "MissingRequiredParameterException", "MissingParameter", 400, $"The request must contain the parameter {parameter}.");

    public static SqsException NoDeduplicationId() => InvalidParameter(
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");

    public static SqsException InvalidMessageContents() =>
        new(Modelled + "InvalidMessageContents", "InvalidMessageContents", 400,
            "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");

    public static SqsException ReceiptHandleIsInvalid(string handle) =>
        new(Modelled + "ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404,
            $"The input receipt handle \"{handle}\" is not a valid receipt handle.");

    public static SqsException ReceiptHandleExpired(string handle) =>
        InvalidParameter("ReceiptHandle", handle, "The receipt handle has expired.");

    public static SqsException MessageNotAvailable(string handle) =>
        InvalidParameter("ReceiptHandle", handle, "Message does not exist or is not available for visibility timeout change.");

    public static SqsException OverLimit() =>
        new(Modelled + "OverLimit", "OverLimit", 403, "Too many messages in flight. Delete messages or wait for their visibility timeout.");

    public static SqsException UnsupportedOperation(string message) =>
        new(Modelled + "UnsupportedOperation", Legacy + "UnsupportedOperation", 400, message);

    public static SqsException ResourceNotFound(string message) =>
        new(Modelled + "ResourceNotFoundException", "ResourceNotFoundException", 404, message);

    public static SqsException Batch(string shape, string message) => new(Modelled + shape, Legacy + shape, 400, message);

    /// <summary>SQS writes its actions in lower case there.</summary>
    public static SqsException AccessDenied(IamRefusal refusal) => refusal.Need.Action.StartsWith("kms:", StringComparison.Ordinal)
        ? new(Modelled + "KmsAccessDenied", "KMS.AccessDeniedException", 400, refusal.Sentence())
        : new(Common + "AccessDeniedException", "AccessDenied", 403, refusal.Sentence(refusal.Need.Action.ToLowerInvariant()));

    public static SqsException MissingAuthenticationToken() =>
        new(Common + "MissingAuthenticationTokenException", "MissingAuthenticationToken", 403, "Request is missing Authentication Token");

    public static SqsException UnknownOperation(string action) =>
        new(Common + "UnknownOperationException", "InvalidAction", 400, $"The action {action} is not valid for this endpoint.");

    public static SqsException MalformedInput(string message) =>
        new(Common + "SerializationException", "MalformedInput", 400, message);

    /// <summary>An error that a test asked for.</summary>
    public static SqsException Ordered(Fault fault) =>
        new(Modelled + fault.Code[(fault.Code.LastIndexOf('.') + 1)..], fault.Code, fault.Status, $"{fault.Code} was asked for by a test.")
        {
            RetryAfter = fault.RetryAfter,
        };
}
