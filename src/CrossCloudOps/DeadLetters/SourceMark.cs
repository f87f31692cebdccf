using System.Text.Json;
using Amazon.SQS.Model;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// What a forwarder of this app writes on a message that it moves to the dead-letter queue itself, where SQS would have said it:
/// <c>{"reason": …, "source": "arn of the queue", …}</c>.
/// </summary>
internal static class SourceMark
{
    private const int LongestMark = 8 * 1024;

    /// <summary>The mark is made anew when the message is sent back: what was wrong then is over.</summary>
    public static bool Begins(string? text) => text?.StartsWith("{\"reason\":", StringComparison.Ordinal) == true;

    /// <summary>The ARN, as the message says; null if it says nothing.</summary>
    public static string? Of(Message message)
    {
        if (message.MessageAttributes?.GetValueOrDefault(DeadLetterWire.Marker)?.StringValue is not { Length: <= LongestMark } text || !Begins(text))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String ? source.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
