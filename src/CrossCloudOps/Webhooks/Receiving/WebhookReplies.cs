using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrossCloudOps.Webhooks.Receiving.Signatures;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>What senders are told: in every refusal the cause, by a code for programs and a sentence for people, and never a secret.</summary>
internal static class WebhookReplies
{
    /// <summary>An outage of SQS is seldom over sooner.</summary>
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(10);

    public static WebhookReply UnknownPath { get; } = Refusal(HttpStatusCode.NotFound, "unknown_path", "No webhooks are taken at this path.");

    public static WebhookReply Encoded { get; } = Refusal(
        HttpStatusCode.UnsupportedMediaType, "content_encoding", "The body must not be compressed: send it without Content-Encoding, or with identity.");

    public static WebhookReply BodyTooLarge(int limit) => Refusal(
        HttpStatusCode.RequestEntityTooLarge, "body_too_large", string.Create(CultureInfo.InvariantCulture, $"The body is over {limit} bytes, which is the limit of this path."));

    public static WebhookReply MessageTooLarge(int bytes, int limit) => Refusal(
        HttpStatusCode.RequestEntityTooLarge,
        "message_too_large",
        string.Create(CultureInfo.InvariantCulture, $"As a message in the queue this takes {bytes} bytes, and the queue takes {limit}. Larger bodies need the setting Webhooks__LargeBodyBucket."));

    public static WebhookReply NotTheSender(SignatureFault fault) => Refusal(HttpStatusCode.Unauthorized, fault.Code, fault.Message);

    public static WebhookReply TooMany(TimeSpan wait) =>
        Refusal(HttpStatusCode.TooManyRequests, "too_many_requests", "More requests a second than this path takes.") with { RetryAfter = wait };

    private static WebhookReply Unavailable { get; } =
        Refusal(HttpStatusCode.ServiceUnavailable, "unavailable", "The queue cannot be reached, and the webhook was not kept. Send it again.") with { RetryAfter = AfterOutage };

    public static WebhookReply Pong { get; } = new(HttpStatusCode.OK, """{"pong":true}""");

    public static WebhookReply Challenge(string challenge) => new(HttpStatusCode.OK, JsonSerializer.Serialize(new ChallengeAnswer(challenge), RepliesJson.Wire.ChallengeAnswer));

    /// <summary>Only what is durable is accepted.</summary>
    public static WebhookReply Of(PublishResult result) => result switch
    {
        PublishResult.Queued queued => new(HttpStatusCode.Accepted, JsonSerializer.Serialize(new Accepted(queued.MessageId), RepliesJson.Wire.Accepted)),
        PublishResult.Spooled => new(HttpStatusCode.Accepted, """{"spooled":true}"""),
        PublishResult.Refused refused when IsAboutSize(refused) => Refusal(
            HttpStatusCode.RequestEntityTooLarge, "message_too_large", "The queue does not take a message of this size."),
        PublishResult.Refused refused => Refusal(HttpStatusCode.UnprocessableEntity, "refused", $"The queue does not take this message: {refused.Code}."),
        PublishResult.Unavailable => Unavailable,
        _ => throw new UnreachableException(),
    };

    /// <summary>SQS has no code of its own for it. <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html"/></summary>
    private static bool IsAboutSize(PublishResult.Refused refused) =>
        refused.Code == "MessageTooLong" || refused.Message.Contains("must be shorter than", StringComparison.Ordinal);

    private static WebhookReply Refusal(HttpStatusCode status, string code, string message) =>
        new(status, JsonSerializer.Serialize(new Refused(new Cause(code, message)), RepliesJson.Wire.Refused));

    internal sealed record Accepted(string Id);

    internal sealed record ChallengeAnswer(string Challenge);

    internal sealed record Refused(Cause Error);

    internal sealed record Cause(string Code, string Message);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookReplies.Accepted))]
[JsonSerializable(typeof(WebhookReplies.ChallengeAnswer))]
[JsonSerializable(typeof(WebhookReplies.Refused))]
internal sealed partial class RepliesJson : JsonSerializerContext
{
    /// <summary>Apostrophes stay apostrophes: people read this.</summary>
    public static RepliesJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
