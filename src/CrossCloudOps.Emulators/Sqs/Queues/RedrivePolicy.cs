using System.Globalization;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary><see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"/></summary>
internal sealed record RedrivePolicy(string DeadLetterTargetArn, int MaxReceiveCount)
{
    private const int Largest = 1000;

    /// <summary>The count may be a number or a text.</summary>
    public static RedrivePolicy? Parse(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var target = document.RootElement.GetProperty("deadLetterTargetArn").GetString();
            var element = document.RootElement.GetProperty("maxReceiveCount");
            var count = element.ValueKind == JsonValueKind.String
                ? int.Parse(element.GetString()!, CultureInfo.InvariantCulture)
                : element.GetInt32();
            if (count is < 1 or > Largest)
            {
                throw SqsErrors.InvalidParameter("RedrivePolicy", text, "Invalid value for maxReceiveCount: "
                    + $"{count.ToString(CultureInfo.InvariantCulture)}, valid values are from 1 to 1000 both inclusive.");
            }

            return target is { Length: > 0 } ? new RedrivePolicy(target, count)
                : throw SqsErrors.InvalidParameter("RedrivePolicy", text, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or OverflowException)
        {
            throw SqsErrors.InvalidParameter("RedrivePolicy", text, "Redrive policy is not a valid JSON map.");
        }
    }

    public override string ToString() =>
        $$"""{"deadLetterTargetArn":"{{DeadLetterTargetArn}}","maxReceiveCount":{{MaxReceiveCount.ToString(CultureInfo.InvariantCulture)}}}""";
}
