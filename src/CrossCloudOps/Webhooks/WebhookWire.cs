using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.SQS.Model;

namespace CrossCloudOps.Webhooks;

/// <summary>What a message says about its webhook in the attribute <c>webhook</c>.</summary>
/// <param name="Type">The content type.</param>
/// <param name="At">When it was taken in.</param>
/// <param name="Body">How the body stands in the message; null: as it is.</param>
internal sealed record WebhookHead(string Id, string? Type, DateTimeOffset At, BodyForm? Body);

[JsonConverter(typeof(JsonStringEnumConverter<BodyForm>))]
internal enum BodyForm
{
    /// <summary>It holds bytes that SQS does not take.</summary>
    [JsonStringEnumMemberName("base64")]
    Base64,

    /// <summary>There is none; SQS wants one.</summary>
    [JsonStringEnumMemberName("empty")]
    Empty,

    /// <summary>The message names an object in the bucket for large bodies.</summary>
    [JsonStringEnumMemberName("s3")]
    S3,
}

/// <summary>A message as read.</summary>
/// <param name="LargeBody">Where the body is, if it is not here: <c>s3://bucket/key</c>.</param>
/// <param name="Fault">Why the body cannot be read.</param>
internal sealed record ReadWebhook(Webhook Webhook, string? LargeBody, string? Fault);

/// <summary>
/// A webhook on its way through a queue: its body as text where SQS takes it, each kept header as an attribute of its own, and all else in
/// one attribute, so that there is always room for the <c>CrossCloudOps</c> attribute: SQS takes ten.
/// </summary>
internal static class WebhookWire
{
    public const string Attribute = "webhook";

    private const string EmptyBody = "-";
    private const string DefaultType = "application/json";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static QueuedWebhook Write(Webhook webhook, string groupId, string deduplicationId) =>
        webhook.Body.IsEmpty ? Queued(webhook, EmptyBody, BodyForm.Empty, groupId, deduplicationId)
        : TryText(webhook.Body.Span, out var text) ? Queued(webhook, text, null, groupId, deduplicationId)
        : Queued(webhook, Convert.ToBase64String(webhook.Body.Span), BodyForm.Base64, groupId, deduplicationId);

    public static QueuedWebhook WriteLarge(Webhook webhook, string largeBody, string groupId, string deduplicationId) =>
        Queued(webhook, largeBody, BodyForm.S3, groupId, deduplicationId);

    /// <summary>Also what others put into the queue: its message id is the webhook's id then.</summary>
    public static ReadWebhook Read(Message message, IReadOnlyList<string> keptHeaders, DateTimeOffset sentAt)
    {
        var head = HeadOf(message) ?? new WebhookHead(message.MessageId, DefaultType, sentAt, null);
        var webhook = new Webhook
        {
            Id = head.Id,
            ContentType = head.Type,
            ReceivedAt = head.At,
            Body = ReadOnlyMemory<byte>.Empty,
            Headers = keptHeaders.Where(name => Text(message, name) is not null).ToDictionary(static name => name, name => Text(message, name)!),
        };
        return head.Body switch
        {
            null => new ReadWebhook(webhook with { Body = Encoding.UTF8.GetBytes(message.Body) }, null, null),
            BodyForm.Empty => new ReadWebhook(webhook, null, null),
            BodyForm.S3 => new ReadWebhook(webhook, message.Body, null),
            _ => FromBase64(message.Body) is { } bytes
                ? new ReadWebhook(webhook with { Body = bytes }, null, null)
                : new ReadWebhook(webhook, null, $"The attribute {Attribute} says that the body is base64, and it is not."),
        };
    }

    private static QueuedWebhook Queued(Webhook webhook, string body, BodyForm? form, string groupId, string deduplicationId)
    {
        var head = new WebhookHead(webhook.Id, webhook.ContentType, webhook.ReceivedAt, form);
        var attributes = new Dictionary<string, string>(webhook.Headers) { [Attribute] = JsonSerializer.Serialize(head, WebhooksJson.Default.WebhookHead) };
        return new QueuedWebhook(body, attributes, groupId, deduplicationId);
    }

    private static bool TryText(ReadOnlySpan<byte> body, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }

        return IsTaken(text);
    }

    /// <summary>
    /// Whether SQS takes each character.
    /// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html"/>
    /// </summary>
    public static bool IsTaken(ReadOnlySpan<char> text) => !text.ContainsAnyInRange('\u0000', '\u0008') && !text.ContainsAny('\u000b', '\u000c')
        && !text.ContainsAnyInRange('\u000e', '\u001f') && !text.ContainsAny('\ufffe', '\uffff');

    private static WebhookHead? HeadOf(Message message)
    {
        try
        {
            return Text(message, Attribute) is { } json && JsonSerializer.Deserialize(json, WebhooksJson.Default.WebhookHead) is { Id.Length: > 0 } head ? head : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(Message message, string attribute) => message.MessageAttributes?.GetValueOrDefault(attribute)?.StringValue;

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookHead))]
internal sealed partial class WebhooksJson : JsonSerializerContext;
