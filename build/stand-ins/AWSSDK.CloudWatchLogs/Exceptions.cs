using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudWatchLogs
{
    public partial class AmazonCloudWatchLogsException : AmazonServiceException
    {
        public AmazonCloudWatchLogsException(string message) : base(message) { }
        public AmazonCloudWatchLogsException(string message, Exception innerException) : base(message, innerException) { }
        public AmazonCloudWatchLogsException(Exception innerException) : base(innerException) { }
        public AmazonCloudWatchLogsException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public AmazonCloudWatchLogsException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }
}

// All alike: the operations that raise them are named in Operations.cs.
namespace Amazon.CloudWatchLogs.Model
{
    public partial class InvalidParameterException : AmazonCloudWatchLogsException
    {
        public InvalidParameterException(string message) : base(message) { }
        public InvalidParameterException(string message, Exception innerException) : base(message, innerException) { }
        public InvalidParameterException(Exception innerException) : base(innerException) { }
        public InvalidParameterException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public InvalidParameterException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class LimitExceededException : AmazonCloudWatchLogsException
    {
        public LimitExceededException(string message) : base(message) { }
        public LimitExceededException(string message, Exception innerException) : base(message, innerException) { }
        public LimitExceededException(Exception innerException) : base(innerException) { }
        public LimitExceededException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public LimitExceededException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class OperationAbortedException : AmazonCloudWatchLogsException
    {
        public OperationAbortedException(string message) : base(message) { }
        public OperationAbortedException(string message, Exception innerException) : base(message, innerException) { }
        public OperationAbortedException(Exception innerException) : base(innerException) { }
        public OperationAbortedException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public OperationAbortedException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class ResourceAlreadyExistsException : AmazonCloudWatchLogsException
    {
        public ResourceAlreadyExistsException(string message) : base(message) { }
        public ResourceAlreadyExistsException(string message, Exception innerException) : base(message, innerException) { }
        public ResourceAlreadyExistsException(Exception innerException) : base(innerException) { }
        public ResourceAlreadyExistsException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public ResourceAlreadyExistsException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class ResourceNotFoundException : AmazonCloudWatchLogsException
    {
        public ResourceNotFoundException(string message) : base(message) { }
        public ResourceNotFoundException(string message, Exception innerException) : base(message, innerException) { }
        public ResourceNotFoundException(Exception innerException) : base(innerException) { }
        public ResourceNotFoundException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public ResourceNotFoundException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class ServiceUnavailableException : AmazonCloudWatchLogsException
    {
        public ServiceUnavailableException(string message) : base(message) { }
        public ServiceUnavailableException(string message, Exception innerException) : base(message, innerException) { }
        public ServiceUnavailableException(Exception innerException) : base(innerException) { }
        public ServiceUnavailableException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public ServiceUnavailableException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }

    public partial class UnrecognizedClientException : AmazonCloudWatchLogsException
    {
        public UnrecognizedClientException(string message) : base(message) { }
        public UnrecognizedClientException(string message, Exception innerException) : base(message, innerException) { }
        public UnrecognizedClientException(Exception innerException) : base(innerException) { }
        public UnrecognizedClientException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, errorType, errorCode, requestId, statusCode) { }
        public UnrecognizedClientException(
            string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
            : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
    }
}
