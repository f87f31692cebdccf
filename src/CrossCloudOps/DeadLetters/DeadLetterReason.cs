using System.Text.Json;
using Amazon.SQS.Model;

namespace CrossCloudOps.DeadLetters;

/// <summary>Why a dead letter failed, as it says itself: its sender, or the framework that gave it up, wrote it into its attributes or headers.</summary>
/// <param name="Code">An error's code, or an exception's type.</param>
/// <param name="Message">One line.</param>
/// <param name="Detail">Such as a stack trace.</param>
/// <param name="Source">Who says so.</param>
internal sealed record DeadLetterReason(string? Code, string? Message, string? Detail, string Source)
{
    public static DeadLetterReason? Of(DeadLetter letter) =>
        Of(letter.Attributes.Where(static a => a.Value.Text is not null).Select(static a => KeyValuePair.Create(a.Key, a.Value.Text!)), letter.Body);

    public static DeadLetterReason? Of(Message message) =>
        Of((message.MessageAttributes ?? []).Where(static a => a.Value.StringValue is not null).Select(static a => KeyValuePair.Create(a.Key, a.Value.StringValue)), message.Body);

    private static DeadLetterReason? Of(IEnumerable<KeyValuePair<string, string>> attributes, string body)
    {
        var headers = DeadLetterHeaders.Of(attributes, body);
        return OfMarker(headers.Find(DeadLetterWire.Marker))
            ?? ReasonConvention.All.Select(convention => convention.Read(headers)).FirstOrDefault(static reason => reason is not null);
    }

    /// <summary>What a forwarder of this app writes: <c>{"reason": {"code": "…", "message": "…", "detail": "…"}}</c>, or the message alone.</summary>
    private static DeadLetterReason? OfMarker(string? marker)
    {
        if (marker is null || !marker.Contains("\"reason\"", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(marker);
            return json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("reason", out var reason) ? null
                : reason.ValueKind == JsonValueKind.String ? ReasonText.Reason(null, reason.GetString(), null, DeadLetterWire.Marker)
                : reason.ValueKind == JsonValueKind.Object ? ReasonText.Reason(Text(reason, "code"), Text(reason, "message"), Text(reason, "detail"), DeadLetterWire.Marker)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two are how half of a surrogate pair is told.
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) : null;
}
