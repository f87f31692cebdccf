using System.Text.Json;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>Which queues may name this one as their dead-letter queue; the text is kept as it came.</summary>
internal sealed record RedriveAllowPolicy(string Text)
{
    private const int MostSources = 10;

    public static RedriveAllowPolicy? Parse(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var permission = document.RootElement.GetProperty("redrivePermission").GetString();
            var sources = document.RootElement.TryGetProperty("sourceQueueArns", out var list) ? list.GetArrayLength() : 0;
            var sound = permission switch
            {
                "allowAll" or "denyAll" => sources == 0,
                "byQueue" => sources is >= 1 and <= MostSources,
                _ => false,
            };
            return sound ? new RedriveAllowPolicy(text)
                : throw SqsErrors.InvalidParameter("RedriveAllowPolicy", text, "Amazon SQS can't create the redrive allow policy.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw SqsErrors.InvalidParameter("RedriveAllowPolicy", text, "Amazon SQS can't create the redrive allow policy.");
        }
    }

    public bool Allows(string sourceArn)
    {
        using var document = JsonDocument.Parse(Text);
        return document.RootElement.GetProperty("redrivePermission").GetString() switch
        {
            "allowAll" => true,
            "byQueue" => document.RootElement.GetProperty("sourceQueueArns").EnumerateArray().Any(arn => arn.ValueEquals(sourceArn)),
            _ => false,
        };
    }

    public override string ToString() => Text;
}
