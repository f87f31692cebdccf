using Amazon.SQS;
using CrossCloudOps.Aws;
using CrossCloudOps.Webhooks.Spooling;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>What came of a webhook that was to be kept: one of these.</summary>
internal abstract record PublishResult
{
    /// <summary>SQS has it.</summary>
    public sealed record Queued(string MessageId) : PublishResult;

    /// <summary>It is durable here, and goes to SQS in its order.</summary>
    public sealed record Spooled : PublishResult;

    /// <summary>SQS refuses this very message, and would again.</summary>
    public sealed record Refused(string Code, string Message) : PublishResult;

    /// <summary>It could be kept nowhere.</summary>
    public sealed record Unavailable : PublishResult;
}

/// <summary>Makes a webhook durable before its sender is told so: in SQS, and else in the spool, behind whatever of its route is there already.</summary>
internal sealed class WebhookPublisher(IAmazonSQS sqs, WebhookSpool spool, TimeProvider time)
{
    /// <summary>All of it, retries included: Slack waits for three seconds, Shopify for five.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(1.5);

    /// <summary>A hanging SQS must leave time for the spool. Only who comes before the first one is in there waits for it.</summary>
    private static readonly TimeSpan QueuedWithin = TimeSpan.FromSeconds(0.9);

    public async Task<PublishResult> PublishAsync(WebhookRoute route, QueuedWebhook webhook, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await spool.IsSpoolingAsync(route, either.Token) switch
            {
                // Past a spool that may be there, the order would be lost.
                null => new PublishResult.Unavailable(),
                true => await SpoolAsync(route, webhook, begin: false, either.Token) ?? await QueueAsync(route, webhook, either.Token),
                false => await QueueAsync(route, webhook, either.Token),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PublishResult.Unavailable();
        }
    }

    private async Task<PublishResult> QueueAsync(WebhookRoute route, QueuedWebhook webhook, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(QueuedWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Where the client must sign in to AWS first, it does not look at the token meanwhile; it does before it sends.
            return new PublishResult.Queued((await sqs.SendMessageAsync(webhook.ToRequest(route.QueueUrl), either.Token).WaitAsync(either.Token)).MessageId);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            return MessageFault.Is(failure)
                ? new PublishResult.Refused(failure.Code, failure.Message)
                : await SpoolAsync(route, webhook, begin: true, cancellationToken) ?? new PublishResult.Unavailable();
        }
    }

    /// <summary>Null if the route spools no more.</summary>
    private async Task<PublishResult?> SpoolAsync(WebhookRoute route, QueuedWebhook webhook, bool begin, CancellationToken cancellationToken) =>
        await spool.AddAsync(route, webhook, begin, cancellationToken) switch
        {
            SpoolOutcome.Spooled => new PublishResult.Spooled(),
            SpoolOutcome.Ended => null,
            _ => new PublishResult.Unavailable(),
        };
}
