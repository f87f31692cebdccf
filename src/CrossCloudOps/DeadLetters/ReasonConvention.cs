using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters;

/// <summary>Where a service or framework writes why it gave a message up.</summary>
internal sealed record ReasonConvention(string Source, string[] Codes, string[] Messages, string[] Details)
{
    /// <summary>One of these headers must be there as well.</summary>
    private string[] Needs { get; init; } = [];

    /// <summary>The more telling ones first.</summary>
    public static IReadOnlyList<ReasonConvention> All { get; } =
    [
        // https://docs.particular.net/nservicebus/messaging/headers#error-forwarding-headers
        new("NServiceBus", ["NServiceBus.ExceptionInfo.ExceptionType"], ["NServiceBus.ExceptionInfo.Message"], ["NServiceBus.ExceptionInfo.StackTrace"]),
        // https://masstransit.io/documentation/concepts/exceptions
        new("MassTransit", ["MT-Fault-ExceptionType"], ["MT-Fault-Message"], ["MT-Fault-StackTrace"]),
        // https://github.com/rebus-org/Rebus/wiki/Automatic-retries-and-error-handling
        new("Rebus", [], ["rbs2-error-details"], []),
        // https://docs.spring.io/spring-amqp/reference/amqp/resilience-recovering-from-errors-and-broker-failures.html
        new("Spring", ["x-exception-fqcn", "x-exception-type", "kafka_dlt-exception-fqcn"], ["x-exception-message", "kafka_dlt-exception-message"], ["x-exception-stacktrace", "kafka_dlt-exception-stacktrace"]),
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
        new("EventBridge", ["ERROR_CODE"], ["ERROR_MESSAGE"], []) { Needs = ["RULE_ARN", "SCHEDULE_ARN", "TARGET_ARN"] },
        // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
        new("Lambda or SNS", ["ErrorCode"], ["ErrorMessage"], []) { Needs = ["RequestID"] },
        // https://www.rabbitmq.com/docs/dlx#effects
        new("RabbitMQ", ["x-first-death-reason"], ["x-death"], []),
        new(
            "its attributes",
            ["errorCode", "errorType", "errorClass", "exceptionType", "exceptionClass", "exceptionName", "excType", "failureCode"],
            ["errorMessage", "exceptionMessage", "excMessage", "failureMessage", "failureReason", "deadLetterReason", "dlqReason", "error", "exception", "failure"],
            ["stackTrace", "traceback", "exceptionStackTrace", "errorStack", "errorDetails", "deadLetterErrorDescription"]),
    ];

    public DeadLetterReason? Read(DeadLetterHeaders headers)
    {
        if (Needs.Length > 0 && headers.Find(Needs) is null)
        {
            return null;
        }

        // A function that failed was reached all right: Lambda says 200.
        var code = headers.Find(Codes) is { } found and not "200" ? found : null;
        return ReasonText.Reason(code, headers.Find(Messages), headers.Find(Details), Source + Circumstances(headers));
    }

    private string Circumstances(DeadLetterHeaders headers)
    {
        if (Source != "EventBridge")
        {
            return "";
        }

        var target = headers.Find("TARGET_ARN") is { } arn ? $", target {SqsQueue.NameOf(arn)}" : "";
        var rule = headers.Find("RULE_ARN", "SCHEDULE_ARN") is { } by ? $", {SqsQueue.NameOf(by)}" : "";
        var retries = headers.Find("RETRY_ATTEMPTS") is { } count ? $", {count} retries" : "";
        return $"{rule}{target}{retries}{(headers.Find("EXHAUSTED_RETRY_CONDITION") is { } condition ? $", {condition}" : "")}";
    }
}
