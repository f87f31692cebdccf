using CrossCloudOps.Webhooks.Telling;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>What became of a message in hand.</summary>
internal enum AttemptEnd
{
    /// <summary>It is not in the queue any more: the next of its group may go.</summary>
    Through,

    /// <summary>It failed, and is hidden until it is tried again.</summary>
    Waits,

    /// <summary>It was delivered, but SQS did not confirm that it is deleted; or it cannot be told. It comes again by itself.</summary>
    Unclear,
}

internal sealed record AttemptResult(AttemptEnd End, RouteState? State, TimeSpan Wait);

/// <summary>One attempt at one message, and what follows from it: deleted, moved to the dead-letter queue, or to be tried again.</summary>
internal sealed partial class WebhookAttempt(
    RouteBook book, WebhookDelivery delivery, LargeBodies largeBodies, HopelessMove hopeless, QueueFactsReader queues, DeliveryProblems problems, TimeProvider time,
    ILogger<WebhookAttempt> logger)
{
    /// <param name="state">The route's state as this run knows it.</param>
    public async Task<AttemptResult> RunAsync(WebhookRoute route, HeldMessage message, RouteState state, DeleteQueue deletes, CancellationToken cancellationToken)
    {
        if (state.Delivered == message.Id)
        {
            return await DeleteAsync(route, message, state, deletes, cancellationToken);
        }

        var read = WebhookWire.Read(message.Message, route.KeepHeaders, message.SentAt);
        var answer = await PostAsync(route, read, cancellationToken);
        var verdict = DeliveryPolicy.Judge(route, answer);
        if (verdict == DeliveryVerdict.Delivered)
        {
            return await DeleteAsync(route, message, state, deletes, cancellationToken);
        }

        var failed = new FailedDelivery(read.Webhook.Id, message.Id, state.Troubled.GetValueOrDefault(message.GroupId) is { } known && known.MessageId == message.Id ? known.Attempts + 1 : 1, time.GetUtcNow(), answer.Code, answer.Excerpt);
        Log.Failed(logger, route.Key, message.Id, answer.Code);
        return verdict == DeliveryVerdict.Hopeless && await TryMoveAsync(route, message, failed, state, answer.IsUndeliverable, cancellationToken)
            ? await DeleteMovedAsync(route, message, failed, answer.IsUndeliverable, deletes, cancellationToken)
            : await FailAsync(route, message, failed, answer, verdict, cancellationToken);
    }

    /// <summary>The POST alone, for whoever does the rest otherwise.</summary>
    public async Task<DeliveryAnswer> PostAsync(WebhookRoute route, ReadWebhook read, CancellationToken cancellationToken)
    {
        if (read.Fault is { } fault)
        {
            return DeliveryAnswer.Undeliverable(fault);
        }

        if (read.LargeBody is not { } address)
        {
            return await delivery.PostAsync(route, read.Webhook, cancellationToken);
        }

        var body = await largeBodies.ReadAsync(route, address, cancellationToken);
        return body.Bytes is { } bytes ? await delivery.PostAsync(route, read.Webhook with { Body = bytes }, cancellationToken)
            : body.IsGone ? DeliveryAnswer.Undeliverable(body.Failure!)
            : new DeliveryAnswer(null, "no body", body.Failure!, null);
    }

    private async Task<AttemptResult> DeleteAsync(WebhookRoute route, HeldMessage message, RouteState state, DeleteQueue deletes, CancellationToken cancellationToken)
    {
        if (!await deletes.DeleteAsync(message.Message.ReceiptHandle))
        {
            Log.NotDeleted(logger, route.Key, message.Id);
            return new AttemptResult(AttemptEnd.Unclear, null, TimeSpan.Zero);
        }

        if (DeliveryPolicy.Succeeded(state, message.GroupId) == state && state.Delivered != message.Id)
        {
            return new AttemptResult(AttemptEnd.Through, null, TimeSpan.Zero);
        }

        if (state.Troubled.GetValueOrDefault(message.GroupId)?.MessageId == message.Id)
        {
            await book.ForgetAttemptsAsync(message.Id, cancellationToken);
        }

        var after = await book.ChangeAsync(
            route, s => DeliveryPolicy.Succeeded(s, message.GroupId) with { Delivered = s.Delivered == message.Id ? null : s.Delivered }, cancellationToken);
        return new AttemptResult(AttemptEnd.Through, after, TimeSpan.Zero);
    }

    /// <summary>False if it stays in its queue.</summary>
    private async Task<bool> TryMoveAsync(WebhookRoute route, HeldMessage message, FailedDelivery failed, RouteState state, bool isCertain, CancellationToken cancellationToken)
    {
        // A target that calls everything hopeless is itself at fault.
        if (route.OnFailure == OnFailure.Block || (!isCertain && DeliveryPolicy.IsTooHopeless(state, message.Id)))
        {
            return false;
        }

        if (await book.ReadAttemptsAsync(message.Id, cancellationToken) is { WasMoved: true })
        {
            return true;
        }

        var facts = await queues.ReadAsync(route.QueueUrl, mayFill: false, cancellationToken);
        if (facts.DeadLetterQueueUrl is null || !await hopeless.TryMoveAsync(message, failed, facts, cancellationToken))
        {
            return false;
        }

        await book.AddAttemptAsync(route, failed, wasMoved: true, cancellationToken);
        Log.Moved(logger, route.Key, message.Id, failed.Code);
        return true;
    }

    /// <param name="isCertain">That says nothing about the target.</param>
    private async Task<AttemptResult> DeleteMovedAsync(
        WebhookRoute route, HeldMessage message, FailedDelivery failed, bool isCertain, DeleteQueue deletes, CancellationToken cancellationToken)
    {
        var after = await book.ChangeAsync(route, s => DeliveryPolicy.Moved(s, failed, message.GroupId, isCertain), cancellationToken);
        if (await deletes.DeleteAsync(message.Message.ReceiptHandle))
        {
            return new AttemptResult(AttemptEnd.Through, after, TimeSpan.Zero);
        }

        Log.NotDeleted(logger, route.Key, message.Id);
        return new AttemptResult(AttemptEnd.Unclear, after, TimeSpan.Zero);
    }

    private async Task<AttemptResult> FailAsync(
        WebhookRoute route, HeldMessage message, FailedDelivery failed, DeliveryAnswer answer, DeliveryVerdict verdict, CancellationToken cancellationToken)
    {
        await book.AddAttemptAsync(route, failed, wasMoved: false, cancellationToken);
        var attempt = new FailedAttempt(verdict, failed, message.GroupId)
        {
            MayBeTheMessage = DeliveryPolicy.MayBeTheMessage(answer, verdict),
            RetryAfter = answer.RetryAfter,
            Wait = DeliveryPolicy.Wait(failed.Attempt, answer.RetryAfter, Jitter()),
            SentAt = message.SentAt,
        };
        var opened = false;
        var after = await book.ChangeAsync(
            route,
            s =>
            {
                var next = DeliveryPolicy.Failed(s, route, attempt, time.GetUtcNow());
                opened = next.Circuit is not null && s.Circuit is null;
                return next;
            },
            cancellationToken);
        if (opened)
        {
            Log.Opened(logger, route.Key, failed.Code);
            await book.WriteProbeAsync(route, ProbeMessage.Of(message), cancellationToken);
        }

        await problems.TellAsync(route, after, cancellationToken);
        return new AttemptResult(AttemptEnd.Waits, after, attempt.Wait);
    }

#pragma warning disable CA5394 // It only spreads waits.
    private static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Route {Route}: the target did not take message {MessageId}: {Code}")]
        public static partial void Failed(ILogger logger, string route, string messageId, string code);

        [LoggerMessage(2, LogLevel.Warning, "Route {Route}: message {MessageId} is dealt with, but SQS did not confirm that it is deleted")]
        public static partial void NotDeleted(ILogger logger, string route, string messageId);

        [LoggerMessage(3, LogLevel.Warning, "Route {Route}: message {MessageId} is moved to the dead-letter queue: {Code}")]
        public static partial void Moved(ILogger logger, string route, string messageId, string code);

        [LoggerMessage(4, LogLevel.Warning, "Route {Route}: deliveries stop, the target seems to be down: {Code}")]
        public static partial void Opened(ILogger logger, string route, string code);
    }
}
