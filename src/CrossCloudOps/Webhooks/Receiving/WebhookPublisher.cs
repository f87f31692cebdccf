using Amazon.SQS;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>What came of a webhook that was to be kept: one of the three.</summary>
internal abstract record PublishResult
{
    /// <summary>SQS has it.</summary>
    public sealed record Queued(string MessageId) : PublishResult;

    /// <summary>SQS refuses this very message, and would again.</summary>
    public sealed record Refused(string Code, string Message) : PublishResult;

    /// <summary>It could be kept nowhere.</summary>
    public sealed record Unavailable : PublishResult;
}

/// <summary>Makes a webhook durable before its sender is told so.</summary>
internal sealed class WebhookPublisher(IAmazonSQS sqs, TimeProvider time)
{
    /// <summary>All of it, retries included: Slack waits for three seconds, Shopify for five.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(1.5);

    /// <summary>The message itself is wrong; nothing else is.</summary>
    private static readonly string[] Refusals = ["InvalidMessageContents", "InvalidParameterValue", "MessageTooLong", "InvalidAttributeValue"];

    public async Task<PublishResult> PublishAsync(WebhookRoute route, QueuedWebhook webhook, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return new PublishResult.Queued((await sqs.SendMessageAsync(webhook.ToRequest(route.QueueUrl), either.Token)).MessageId);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            return Refusals.Contains(failure.Code) ? new PublishResult.Refused(failure.Code, failure.Message) : new PublishResult.Unavailable();
        }
    }
}
