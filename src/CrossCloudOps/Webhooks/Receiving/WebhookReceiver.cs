using CrossCloudOps.Webhooks.Receiving.Signatures;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>Takes webhooks in: whoever is told that one was accepted need not keep it any more.</summary>
internal sealed partial class WebhookReceiver(
    WebhookDoors doors, QueueLimits limits, LargeBodies largeBodies, WebhookPublisher publisher, WebhookTelemetry telemetry, TimeProvider time, ILogger<WebhookReceiver> logger)
{
    public async Task<WebhookReply> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var door = doors.ByPath(request.Path);
        var reply = door is null ? WebhookReplies.UnknownPath : await TakeAsync(door, request, cancellationToken);
        telemetry.Received(door?.Route, reply.Status);
        return reply;
    }

    private async Task<WebhookReply> TakeAsync(WebhookDoor door, WebhookRequest request, CancellationToken cancellationToken)
    {
        var (route, signature, rate) = door;
        if (request.Headers.Text("Content-Encoding") is { } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return WebhookReplies.Encoded;
        }

        if (await RequestBody.ReadAsync(request, route.MaxBodyBytes, cancellationToken) is not { } body)
        {
            Log.TooLarge(logger, route.Key, route.MaxBodyBytes);
            return WebhookReplies.BodyTooLarge(route.MaxBodyBytes);
        }

        var raw = new RawRequest(request.Headers, body);
        if (signature.Check(raw, time.GetUtcNow()) is { } fault)
        {
            Log.NotTheSender(logger, route.Key, fault.Code);
            return WebhookReplies.NotTheSender(fault);
        }

        if (Handshake.Answer(route.Signature.Scheme, raw) is { } handshake)
        {
            return handshake;
        }

        // After the signature: a flood of strangers must not use up the sender's rate. What it costs is bounded without: hashing costs less than receiving.
        if (rate.Wait() is { } wait)
        {
            Log.TooMany(logger, route.Key, route.RateLimit);
            return WebhookReplies.TooMany(wait);
        }

        return await KeepAsync(route, signature, raw);
    }

    /// <summary>It takes two seconds at most, and is finished even if the sender does not wait so long. A body for the bucket takes its own time besides.</summary>
    private async Task<WebhookReply> KeepAsync(WebhookRoute route, IWebhookSignature signature, RawRequest request)
    {
        var identity = WebhookIdentity.Of(route, signature, request);
        var webhook = new Webhook
        {
            Id = identity.Id,
            Body = request.Body,
            ContentType = request.Headers.Text("Content-Type"),
            ReceivedAt = time.GetUtcNow(),
            Headers = KeptHeaders.Of(route, request.Headers),
        };
        var queued = WebhookWire.Write(webhook, identity.GroupId, identity.DeduplicationId);
        if (await limits.ExceededByAsync(queued.Bytes, route.QueueUrl) is { } limit)
        {
            if (!largeBodies.IsOn)
            {
                Log.TooLargeForQueue(logger, route.Key, queued.Bytes, limit);
                return WebhookReplies.MessageTooLarge(queued.Bytes, limit);
            }

            // Before the message, which would else name what is not there.
            if (await largeBodies.StoreAsync(route, request.Body, CancellationToken.None) is not { } address)
            {
                Log.Unavailable(logger, route.Key);
                return WebhookReplies.Of(new PublishResult.Unavailable());
            }

            queued = WebhookWire.WriteLarge(webhook, address, identity.GroupId, identity.DeduplicationId);
        }

        var result = await publisher.PublishAsync(route, queued, CancellationToken.None);
        Tell(route, result);
        return WebhookReplies.Of(result);
    }

    private void Tell(WebhookRoute route, PublishResult result)
    {
        if (result is PublishResult.Spooled)
        {
            telemetry.Spooled(route);
        }
        else if (result is PublishResult.Refused refused)
        {
            Log.Refused(logger, route.Key, refused.Code, refused.Message);
        }
        else if (result is PublishResult.Unavailable)
        {
            Log.Unavailable(logger, route.Key);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A webhook for {Route} was refused: {Code}")]
        public static partial void NotTheSender(ILogger logger, string route, string code);

        [LoggerMessage(2, LogLevel.Warning, "A webhook for {Route} was refused: its body is over {Limit} bytes")]
        public static partial void TooLarge(ILogger logger, string route, int limit);

        [LoggerMessage(3, LogLevel.Warning, "A webhook for {Route} was refused: its message would take {Bytes} bytes, and the queue takes {Limit}")]
        public static partial void TooLargeForQueue(ILogger logger, string route, int bytes, int limit);

        [LoggerMessage(4, LogLevel.Warning, "A webhook for {Route} was put off: more than {Limit} a second")]
        public static partial void TooMany(ILogger logger, string route, int limit);

        [LoggerMessage(5, LogLevel.Error, "A webhook for {Route} was refused: SQS does not take it ({Code}: {Message})")]
        public static partial void Refused(ILogger logger, string route, string code, string message);

        [LoggerMessage(6, LogLevel.Error, "A webhook for {Route} could be kept nowhere: its sender was told to send it again")]
        public static partial void Unavailable(ILogger logger, string route);
    }
}
