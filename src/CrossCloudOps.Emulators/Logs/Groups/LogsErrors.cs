using CrossCloudOps.Emulators.Aws.Iam;

namespace CrossCloudOps.Emulators.Logs.Groups;

/// <summary>The errors of the service. <see href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html"/></summary>
internal static class LogsErrors
{
    public static LogsException GroupNotFound() => new("ResourceNotFoundException", "The specified log group does not exist.");

    public static LogsException StreamNotFound() => new("ResourceNotFoundException", "The specified log stream does not exist.");

    public static LogsException GroupExists() => new("ResourceAlreadyExistsException", "The specified log group already exists");

    public static LogsException StreamExists() => new("ResourceAlreadyExistsException", "The specified log stream already exists");

    public static LogsException InvalidParameter(string message) => new("InvalidParameterException", message);

    /// <summary>A rule of the API's model, in the words that all services have for it.</summary>
    public static LogsException Constraint(string member, object? value, string rule) =>
        InvalidParameter($"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must {rule}");

    public static LogsException InvalidToken() => InvalidParameter("The specified nextToken is invalid.");

    public static LogsException Throttled() => new("ThrottlingException", "Rate exceeded");

    public static LogsException AccessDenied(IamRefusal refusal) => new("AccessDeniedException", refusal.Sentence());

    public static LogsException UnknownOperation() => new("UnknownOperationException", string.Empty);

    public static LogsException MissingAuthenticationToken() => new("MissingAuthenticationTokenException", "Missing Authentication Token");

    public static LogsException MalformedInput(string reason) => new("SerializationException", reason);

    public static LogsException Ordered(Fault fault) => new(fault.Code, "This answer was ordered.", fault.Status) { RetryAfter = fault.RetryAfter };
}
