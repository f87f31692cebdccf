using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;
using CrossCloudOps.Webhooks.Telling;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>
/// Tries a target that was taken for down, with one message that is kept for that: trying it again is no new receive, so nothing comes
/// nearer to the dead-letter queue however long the target is away. At most once per interval, however many instances there are.
/// </summary>
internal sealed partial class RouteProbe(
    RouteBook book, WebhookAttempt attempt, DeliveryProblems problems, IAmazonSQS sqs, TimeProvider time, ILogger<RouteProbe> logger)
{
    /// <summary>Another message that was tried and failed is out of the way for so long, so that the next time it is yet another one.</summary>
    private static readonly TimeSpan FreshHidden = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(1);

    /// <summary>How long the message that is tried is hidden from one try to the next.</summary>
    public static TimeSpan HiddenFor(WebhookRoute route) => route.ProbeEvery + route.Timeout + Spare;

    /// <summary>The state if the circuit is closed now; null if it is still open.</summary>
    public async Task<RouteState?> TryAsync(WebhookRoute route, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var mine = false;
        var state = await book.ChangeAsync(
            route,
            s =>
            {
                mine = s.Circuit is { } c && now >= c.NextProbeAt && !(now - c.ProbingAt < route.Timeout + Spare);
                return mine ? s with { Circuit = s.Circuit! with { ProbingAt = now } } : s;
            },
            cancellationToken);
        return !mine ? (state.Circuit is null ? state : null) : await ProbeAsync(route, state, cancellationToken);
    }

    private async Task<RouteState?> ProbeAsync(WebhookRoute route, RouteState state, CancellationToken cancellationToken)
    {
        var kept = await ReadKeptAsync(route, state.Circuit!, cancellationToken);
        if ((kept is null || DeliveryPolicy.IsFreshProbe(state.Circuit!)) && await ReceiveOneAsync(route, cancellationToken) is { } fresh)
        {
            return await TryFreshAsync(route, fresh, kept, cancellationToken);
        }

        // Without any message that could be tried, the next one is.
        return kept is null
            ? await book.ChangeAsync(route, DeliveryPolicy.Reached, cancellationToken)
            : await TryKeptAsync(route, state, kept, cancellationToken);
    }

    /// <summary>Null if the process died before it was kept, or it is of an earlier time.</summary>
    private async Task<ProbeMessage?> ReadKeptAsync(WebhookRoute route, RouteCircuit circuit, CancellationToken cancellationToken)
    {
        var kept = await book.ReadProbeAsync(route, cancellationToken);
        return kept?.MessageId == circuit.MessageId ? kept : null;
    }

    private async Task<RouteState?> TryKeptAsync(WebhookRoute route, RouteState state, ProbeMessage kept, CancellationToken cancellationToken)
    {
        var isHidden = await HideAsync(route, kept.ReceiptHandle, HiddenFor(route), cancellationToken);
        var read = WebhookWire.Read(kept.ToMessage(), route.KeepHeaders, kept.SentAt);
        var answer = await attempt.PostAsync(route, read, cancellationToken);
        var verdict = DeliveryPolicy.Judge(route, answer);
        if (verdict == DeliveryVerdict.Delivered)
        {
            // A message that is not hidden any more has another receipt handle; SQS would say yes to this one, and delete nothing.
            var isDeleted = await DeleteAsync(route, kept.ReceiptHandle, cancellationToken) && isHidden;
            await book.ForgetAttemptsAsync(kept.MessageId, cancellationToken);
            Log.Closed(logger, route.Key);
            return await book.ChangeAsync(route, s => DeliveryPolicy.Closed(s, kept.GroupId, isDeleted ? null : kept.MessageId), cancellationToken);
        }

        var failed = await FailAsync(route, read.Webhook.Id, kept, answer, verdict, cancellationToken);
        var isTheMessage = (verdict == DeliveryVerdict.Hopeless && !DeliveryPolicy.IsTooHopeless(state, kept.MessageId))
            || (failed.Circuit is { } circuit && DeliveryPolicy.IsTheMessage(route, circuit, time.GetUtcNow()));
        if (!isTheMessage)
        {
            return null;
        }

        await HideAsync(route, kept.ReceiptHandle, TimeSpan.Zero, cancellationToken);
        Log.GivenBack(logger, route.Key, kept.MessageId);
        return await book.ChangeAsync(route, DeliveryPolicy.Reached, cancellationToken);
    }

    private async Task<RouteState?> TryFreshAsync(WebhookRoute route, HeldMessage fresh, ProbeMessage? kept, CancellationToken cancellationToken)
    {
        var read = WebhookWire.Read(fresh.Message, route.KeepHeaders, fresh.SentAt);
        var answer = await attempt.PostAsync(route, read, cancellationToken);
        var verdict = DeliveryPolicy.Judge(route, answer);
        if (verdict == DeliveryVerdict.Delivered)
        {
            var isDeleted = await DeleteAsync(route, fresh.Message.ReceiptHandle, cancellationToken);
            if (kept is not null)
            {
                await HideAsync(route, kept.ReceiptHandle, TimeSpan.Zero, cancellationToken);
            }

            Log.Closed(logger, route.Key);
            return await book.ChangeAsync(route, s => DeliveryPolicy.Closed(s, fresh.GroupId, isDeleted ? null : fresh.Id), cancellationToken);
        }

        var probe = ProbeMessage.Of(fresh);
        if (kept is null || kept.MessageId == fresh.Id)
        {
            await book.WriteProbeAsync(route, probe, cancellationToken);
            await book.ChangeAsync(route, s => s.Circuit is { } c ? s with { Circuit = c with { MessageId = fresh.Id } } : s, cancellationToken);
            await HideAsync(route, fresh.Message.ReceiptHandle, HiddenFor(route), cancellationToken);
        }
        else
        {
            await HideAsync(route, fresh.Message.ReceiptHandle, FreshHidden, cancellationToken);
        }

        await FailAsync(route, read.Webhook.Id, probe, answer, verdict, cancellationToken);
        return null;
    }

    private async Task<RouteState> FailAsync(WebhookRoute route, string webhookId, ProbeMessage probe, DeliveryAnswer answer, DeliveryVerdict verdict, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var delivery = new FailedDelivery(webhookId, probe.MessageId, 1, now, answer.Code, answer.Excerpt);
        var failed = new FailedAttempt(verdict, delivery, probe.GroupId)
        {
            MayBeTheMessage = DeliveryPolicy.MayBeTheMessage(answer, verdict),
            RetryAfter = answer.RetryAfter,
            Wait = TimeSpan.Zero,
            SentAt = probe.SentAt,
        };
        await book.AddAttemptAsync(route, delivery, wasMoved: false, cancellationToken);
        var state = await book.ChangeAsync(route, s => s.Circuit is null ? s : DeliveryPolicy.ProbeFailed(s, route, failed, now), cancellationToken);
        await problems.TellAsync(route, state, cancellationToken);
        Log.StillOpen(logger, route.Key, answer.Code);
        return state;
    }

    private async Task<HeldMessage?> ReceiveOneAsync(WebhookRoute route, CancellationToken cancellationToken)
    {
        var response = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = route.QueueUrl,
                MaxNumberOfMessages = 1,
                WaitTimeSeconds = 1,
                VisibilityTimeout = (int)HiddenFor(route).TotalSeconds,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            }, cancellationToken);
        return response.Messages is [var message, ..] ? new HeldMessage(message, 0) : null;
    }

    private Task<bool> HideAsync(WebhookRoute route, string receiptHandle, TimeSpan wait, CancellationToken cancellationToken) =>
        IsDoneAsync(sqs.ChangeMessageVisibilityAsync(route.QueueUrl, receiptHandle, (int)wait.TotalSeconds, cancellationToken), cancellationToken);

    private Task<bool> DeleteAsync(WebhookRoute route, string receiptHandle, CancellationToken cancellationToken) =>
        IsDoneAsync(sqs.DeleteMessageAsync(route.QueueUrl, receiptHandle, cancellationToken), cancellationToken);

    private static async Task<bool> IsDoneAsync(Task call, CancellationToken cancellationToken)
    {
        try
        {
            await call;
            return true;
        }
        catch (Exception e) when (AwsFailure.Of(e) is not null && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Route {Route}: the target is back, deliveries go on")]
        public static partial void Closed(ILogger logger, string route);

        [LoggerMessage(2, LogLevel.Information, "Route {Route}: the target is still down: {Code}")]
        public static partial void StillOpen(ILogger logger, string route, string code);

        [LoggerMessage(3, LogLevel.Information, "Route {Route}: the target is reached; message {MessageId} is treated like any other that fails")]
        public static partial void GivenBack(ILogger logger, string route, string messageId);
    }
}
