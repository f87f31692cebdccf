using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS
{
    public partial class AmazonSQSException : AmazonServiceException
    {
        public AmazonSQSException(string message) : base(message) { }
        public AmazonSQSException(string message, Exception innerException) : base(message, innerException) { }
        public AmazonSQSException(Exception innerException) : base(innerException) { }
        public AmazonSQSException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public AmazonSQSException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }
}

// All alike: the operations that raise them are named in Operations.cs.
namespace Amazon.SQS.Model
{
    public partial class BatchEntryIdsNotDistinctException : AmazonSQSException
    {
        public BatchEntryIdsNotDistinctException(string message) : base(message) { }
        public BatchEntryIdsNotDistinctException(string message, Exception innerException) : base(message, innerException) { }
        public BatchEntryIdsNotDistinctException(Exception innerException) : base(innerException) { }
        public BatchEntryIdsNotDistinctException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public BatchEntryIdsNotDistinctException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class BatchRequestTooLongException : AmazonSQSException
    {
        public BatchRequestTooLongException(string message) : base(message) { }
        public BatchRequestTooLongException(string message, Exception innerException) : base(message, innerException) { }
        public BatchRequestTooLongException(Exception innerException) : base(innerException) { }
        public BatchRequestTooLongException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public BatchRequestTooLongException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class EmptyBatchRequestException : AmazonSQSException
    {
        public EmptyBatchRequestException(string message) : base(message) { }
        public EmptyBatchRequestException(string message, Exception innerException) : base(message, innerException) { }
        public EmptyBatchRequestException(Exception innerException) : base(innerException) { }
        public EmptyBatchRequestException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public EmptyBatchRequestException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class InvalidAddressException : AmazonSQSException
    {
        public InvalidAddressException(string message) : base(message) { }
        public InvalidAddressException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidAddressException(Exception innerException) : base(innerException) { }
        public InvalidAddressException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public InvalidAddressException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class InvalidAttributeNameException : AmazonSQSException
    {
        public InvalidAttributeNameException(string message) : base(message) { }
        public InvalidAttributeNameException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidAttributeNameException(Exception innerException) : base(innerException) { }
        public InvalidAttributeNameException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public InvalidAttributeNameException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class InvalidAttributeValueException : AmazonSQSException
    {
        public InvalidAttributeValueException(string message) : base(message) { }
        public InvalidAttributeValueException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidAttributeValueException(Exception innerException) : base(innerException) { }
        public InvalidAttributeValueException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public InvalidAttributeValueException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class InvalidBatchEntryIdException : AmazonSQSException
    {
        public InvalidBatchEntryIdException(string message) : base(message) { }
        public InvalidBatchEntryIdException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidBatchEntryIdException(Exception innerException) : base(innerException) { }
        public InvalidBatchEntryIdException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public InvalidBatchEntryIdException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class InvalidIdFormatException : AmazonSQSException
    {
        public InvalidIdFormatException(string message) : base(message) { }
        public InvalidIdFormatException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidIdFormatException(Exception innerException) : base(innerException) { }
        public InvalidIdFormatException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public InvalidIdFormatException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class InvalidMessageContentsException : AmazonSQSException
    {
        public InvalidMessageContentsException(string message) : base(message) { }
        public InvalidMessageContentsException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidMessageContentsException(Exception innerException) : base(innerException) { }
        public InvalidMessageContentsException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public InvalidMessageContentsException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class InvalidSecurityException : AmazonSQSException
    {
        public InvalidSecurityException(string message) : base(message) { }
        public InvalidSecurityException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidSecurityException(Exception innerException) : base(innerException) { }
        public InvalidSecurityException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public InvalidSecurityException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class KmsAccessDeniedException : AmazonSQSException
    {
        public KmsAccessDeniedException(string message) : base(message) { }
        public KmsAccessDeniedException(string message, Exception innerException) : base(message, innerException) { }
        public KmsAccessDeniedException(Exception innerException) : base(innerException) { }
        public KmsAccessDeniedException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public KmsAccessDeniedException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class KmsDisabledException : AmazonSQSException
    {
        public KmsDisabledException(string message) : base(message) { }
        public KmsDisabledException(string message, Exception innerException) : base(message, innerException) { }
        public KmsDisabledException(Exception innerException) : base(innerException) { }
        public KmsDisabledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public KmsDisabledException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class KmsInvalidKeyUsageException : AmazonSQSException
    {
        public KmsInvalidKeyUsageException(string message) : base(message) { }
        public KmsInvalidKeyUsageException(string message, Exception innerException) : base(message, innerException) { }
        public KmsInvalidKeyUsageException(Exception innerException) : base(innerException) { }
        public KmsInvalidKeyUsageException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public KmsInvalidKeyUsageException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class KmsInvalidStateException : AmazonSQSException
    {
        public KmsInvalidStateException(string message) : base(message) { }
        public KmsInvalidStateException(string message, Exception innerException) : base(message, innerException) { }
        public KmsInvalidStateException(Exception innerException) : base(innerException) { }
        public KmsInvalidStateException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public KmsInvalidStateException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class KmsNotFoundException : AmazonSQSException
    {
        public KmsNotFoundException(string message) : base(message) { }
        public KmsNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public KmsNotFoundException(Exception innerException) : base(innerException) { }
        public KmsNotFoundException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public KmsNotFoundException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class KmsOptInRequiredException : AmazonSQSException
    {
        public KmsOptInRequiredException(string message) : base(message) { }
        public KmsOptInRequiredException(string message, Exception innerException) : base(message, innerException) { }
        public KmsOptInRequiredException(Exception innerException) : base(innerException) { }
        public KmsOptInRequiredException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public KmsOptInRequiredException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class KmsThrottledException : AmazonSQSException
    {
        public KmsThrottledException(string message) : base(message) { }
        public KmsThrottledException(string message, Exception innerException) : base(message, innerException) { }
        public KmsThrottledException(Exception innerException) : base(innerException) { }
        public KmsThrottledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public KmsThrottledException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class MessageNotInflightException : AmazonSQSException
    {
        public MessageNotInflightException(string message) : base(message) { }
        public MessageNotInflightException(string message, Exception innerException) : base(message, innerException) { }
        public MessageNotInflightException(Exception innerException) : base(innerException) { }
        public MessageNotInflightException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public MessageNotInflightException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class OverLimitException : AmazonSQSException
    {
        public OverLimitException(string message) : base(message) { }
        public OverLimitException(string message, Exception innerException) : base(message, innerException) { }
        public OverLimitException(Exception innerException) : base(innerException) { }
        public OverLimitException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public OverLimitException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class PurgeQueueInProgressException : AmazonSQSException
    {
        public PurgeQueueInProgressException(string message) : base(message) { }
        public PurgeQueueInProgressException(string message, Exception innerException) : base(message, innerException) { }
        public PurgeQueueInProgressException(Exception innerException) : base(innerException) { }
        public PurgeQueueInProgressException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public PurgeQueueInProgressException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class QueueDeletedRecentlyException : AmazonSQSException
    {
        public QueueDeletedRecentlyException(string message) : base(message) { }
        public QueueDeletedRecentlyException(string message, Exception innerException) : base(message, innerException) { }
        public QueueDeletedRecentlyException(Exception innerException) : base(innerException) { }
        public QueueDeletedRecentlyException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public QueueDeletedRecentlyException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class QueueDoesNotExistException : AmazonSQSException
    {
        public QueueDoesNotExistException(string message) : base(message) { }
        public QueueDoesNotExistException(string message, Exception innerException) : base(message, innerException) { }
        public QueueDoesNotExistException(Exception innerException) : base(innerException) { }
        public QueueDoesNotExistException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public QueueDoesNotExistException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class QueueNameExistsException : AmazonSQSException
    {
        public QueueNameExistsException(string message) : base(message) { }
        public QueueNameExistsException(string message, Exception innerException) : base(message, innerException) { }
        public QueueNameExistsException(Exception innerException) : base(innerException) { }
        public QueueNameExistsException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public QueueNameExistsException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class ReceiptHandleIsInvalidException : AmazonSQSException
    {
        public ReceiptHandleIsInvalidException(string message) : base(message) { }
        public ReceiptHandleIsInvalidException(string message, Exception innerException) : base(message, innerException) { }
        public ReceiptHandleIsInvalidException(Exception innerException) : base(innerException) { }
        public ReceiptHandleIsInvalidException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public ReceiptHandleIsInvalidException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class RequestThrottledException : AmazonSQSException
    {
        public RequestThrottledException(string message) : base(message) { }
        public RequestThrottledException(string message, Exception innerException) : base(message, innerException) { }
        public RequestThrottledException(Exception innerException) : base(innerException) { }
        public RequestThrottledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public RequestThrottledException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class TooManyEntriesInBatchRequestException : AmazonSQSException
    {
        public TooManyEntriesInBatchRequestException(string message) : base(message) { }
        public TooManyEntriesInBatchRequestException(string message, Exception innerException) : base(message, innerException) { }
        public TooManyEntriesInBatchRequestException(Exception innerException) : base(innerException) { }
        public TooManyEntriesInBatchRequestException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public TooManyEntriesInBatchRequestException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class UnsupportedOperationException : AmazonSQSException
    {
        public UnsupportedOperationException(string message) : base(message) { }
        public UnsupportedOperationException(string message, Exception innerException) : base(message, innerException) { }
        public UnsupportedOperationException(Exception innerException) : base(innerException) { }
        public UnsupportedOperationException(
            string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public UnsupportedOperationException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }
}
