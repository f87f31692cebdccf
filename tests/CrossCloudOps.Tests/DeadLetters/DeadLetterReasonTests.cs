using Amazon.SQS.Model;
using CrossCloudOps.DeadLetters;

namespace CrossCloudOps.Tests.DeadLetters;

public sealed class DeadLetterReasonTests
{
    private const string Stack = "System.TimeoutException: Too late.\n   at Shop.Orders.Handle()";

    public static TheoryData<string, string[], string> Cases() => new()
    {
        { "Lambda or SNS", ["RequestID", "8a2f", "ErrorCode", "200", "ErrorMessage", "Task timed out after 3.00 seconds"], "- | Task timed out after 3.00 seconds | -" },
        { "Lambda or SNS", ["RequestID", "8a2f", "ErrorCode", "429", "ErrorMessage", "Rate Exceeded."], "429 | Rate Exceeded. | -" },
        {
            "EventBridge, orders, target ship, 185 retries, MaximumRetryAttempts",
            [
                "RULE_ARN", "arn:aws:events:eu-central-1:123456789012:rule/orders", "TARGET_ARN", "arn:aws:lambda:eu-central-1:123456789012:function:ship", "ERROR_CODE", "ERROR_FROM_TARGET",
                "ERROR_MESSAGE", "Lambda returned an error", "EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts", "RETRY_ATTEMPTS", "185",
            ],
            "ERROR_FROM_TARGET | Lambda returned an error | -"
        },
        { "EventBridge, nightly", ["SCHEDULE_ARN", "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/nightly", "ERROR_CODE", "NO_PERMISSIONS"], "NO_PERMISSIONS | - | -" },
        {
            "NServiceBus",
            ["NServiceBus.ExceptionInfo.ExceptionType", "System.TimeoutException", "NServiceBus.ExceptionInfo.Message", "Too late.", "NServiceBus.ExceptionInfo.StackTrace", Stack],
            $"System.TimeoutException | Too late. | {Stack}"
        },
        {
            "NServiceBus",
            ["NServiceBus.AmazonSQS.Headers", """{"NServiceBus.ExceptionInfo.ExceptionType":"System.TimeoutException","NServiceBus.ExceptionInfo.Message":"Too late."}"""],
            "System.TimeoutException | Too late. | -"
        },
        { "MassTransit", ["MT-Reason", "fault", "MT-Fault-ExceptionType", "Shop.Rejected", "MT-Fault-Message", "No.", "MT-Fault-StackTrace", "at Shop"], "Shop.Rejected | No. | at Shop" },
        { "Rebus", ["rbs2-error-details", Stack], $"System.TimeoutException | Too late. | {Stack}" },
        { "Spring", ["x-exception-message", "No.", "x-exception-stacktrace", "at shop"], "- | No. | at shop" },
        { "Spring", ["kafka_dlt-exception-fqcn", "shop.RejectedException", "kafka_dlt-exception-message", "No."], "shop.RejectedException | No. | -" },
        { "RabbitMQ", ["x-first-death-reason", "rejected"], "rejected | - | -" },
        { "its attributes", ["error", "ValueError: bad"], "ValueError | bad | -" },
        { "its attributes", ["Error-Message", "no", "error_type", "KeyError", "stack_trace", "line 1"], "KeyError | no | line 1" },
        { "its attributes", ["failureReason", "too old"], "- | too old | -" },
        {
            "its attributes",
            ["traceback", "Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'id'"],
            "KeyError | 'id' | Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'id'"
        },
        { "CrossCloudOps", ["CrossCloudOps", """{"deadLetter":"q/f/1-a","attempt":2,"reason":{"code":503,"message":"Not now.","detail":"<html>"}}"""], "503 | Not now. | <html>" },
        { "CrossCloudOps", ["CrossCloudOps", """{"reason":"Not now."}""", "error", "older"], "- | Not now. | -" },
        { "", ["CrossCloudOps", """{"deadLetter":"q/f/1-a","attempt":2}"""], "" },
        { "", ["CrossCloudOps", """{"reason":"""], "" },
        { "", ["ErrorCode2", "7", "tenant", "acme", "error", "  "], "" },
        { "", ["RULE_ARN", "arn:aws:events:eu-central-1:123456789012:rule/orders"], "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_read_from_the_attributes(string source, string[] attributes, string expected)
    {
        var reason = Of(attributes);

        Words(reason).ShouldBe(expected);
        (reason?.Source ?? "").ShouldBe(source);
    }

    [Theory]
    [InlineData("""{"Headers":{"NServiceBus.ExceptionInfo.ExceptionType":"T","NServiceBus.ExceptionInfo.Message":"m"},"Body":"e30="}""", "T | m | -")]
    [InlineData("""{"headers":{"rbs2-error-details":"m"},"body":"e30="}""", "- | m | -")]
    [InlineData("""{"Headers":"rbs2-error-details"}""", "")]
    [InlineData("""{"rbs2-error-details":"in the body itself"}""", "")]
    [InlineData("rbs2-error-details", "")]
    public void Is_read_from_the_headers_that_a_framework_keeps_in_the_body(string body, string expected) => Words(Of([], body)).ShouldBe(expected);

    [Fact]
    public void Is_unknown_where_nothing_says_it_whatever_the_body()
    {
        foreach (var body in TroublesomeBodies.All)
        {
            Of([], body).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("Order 4711 not found", "Order 17 not found")]
    [InlineData("No 'orders' here", "No 'invoices' here")]
    [InlineData("User jane@example.com is unknown", "User joe@example.org is unknown")]
    [InlineData("Timeout after 31 ms for 5fea7756-0ea4-451a-a703-a558b933e274", "Timeout after 4 ms for 0b1c2d3e-aaaa-bbbb-cccc-123456789abc")]
    [InlineData("GET https://shop/orders/4711 failed", "GET https://shop/orders/17 failed")]
    [InlineData("Can't read \"a\"", "Can't read \"b c\"")]
    public void Alike_reasons_of_one_kind_are_one_problem(string one, string other) =>
        Fingerprint("""{"type":"A","x":1}""", one).ShouldBe(Fingerprint("""{"type":"A","y":2}""", other) with { Shape = Fingerprint("""{"type":"A","x":1}""", one).Shape });

    [Theory]
    [InlineData("Order not found", "A", "Order not paid", "A")]
    [InlineData("Order not found", "A", "Order not found", "B")]
    [InlineData("ValueError: x", "A", "KeyError: x", "A")]
    public void Other_reasons_and_other_kinds_are_other_problems(string reason, string kind, string otherReason, string otherKind) =>
        Fingerprint($$"""{"type":"{{kind}}"}""", reason).Id.ShouldNotBe(Fingerprint($$"""{"type":"{{otherKind}}"}""", otherReason).Id);

    [Theory]
    [InlineData("""{"type":"OrderPlaced"}""", "System.Data.SqlException: Timeout expired", "OrderPlaced: SqlException Timeout expired")]
    [InlineData("plain text", "KeyError: 'id'", "KeyError '#'")]
    [InlineData("""{"a":1}""", "Order 4711 is gone", "Order # is gone")]
    public void The_words_of_a_problem_say_why(string body, string error, string shape) => Fingerprint(body, error).Shape.ShouldBe(shape);

    [Fact]
    public void A_problem_without_a_reason_is_what_it_was() =>
        DeadLetterFingerprint.Of("""{"type":"A"}""", Of(["tenant", "acme"])).ShouldBe(DeadLetterFingerprint.Of("""{"type":"A"}"""));

    private static DeadLetterFingerprint Fingerprint(string body, string error) => DeadLetterFingerprint.Of(body, Of(["error", error]));

    private static string Words(DeadLetterReason? reason) => reason is null ? "" : $"{reason.Code ?? "-"} | {reason.Message ?? "-"} | {reason.Detail ?? "-"}";

    private static DeadLetterReason? Of(string[] attributes, string body = "{}") => DeadLetterReason.Of(new Message
    {
        Body = body,
        MessageAttributes = attributes.Chunk(2).ToDictionary(static a => a[0], static a => new MessageAttributeValue { DataType = "String", StringValue = a[1] }),
    });
}
