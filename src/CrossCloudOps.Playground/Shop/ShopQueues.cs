using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Playground.Shop;

/// <summary>A queue that a consumer reads, and where SQS puts what it fails on.</summary>
internal sealed record ShopQueue(string Name, string Url, string DeadLetters, string DeadLettersUrl);

/// <summary>The shop's two queues, and the one of the storefront's webhooks, with their dead-letter queues.</summary>
internal sealed record ShopQueues(ShopQueue Orders, ShopQueue Payments, ShopQueue Webhooks)
{
    public const int MaxReceives = 3;
    private const int MaxDeliveries = 10;

    private static readonly Dictionary<string, string> Fifo = new() { ["FifoQueue"] = "true" };

    /// <summary>Those that consumers read.</summary>
    public IEnumerable<ShopQueue> Consumed => [Orders, Payments];

    public IEnumerable<ShopQueue> All => [Orders, Payments, Webhooks];

    public static async Task<ShopQueues> CreateAsync(IAmazonSQS sqs, CancellationToken cancellationToken) => new(
        await CreateAsync(sqs, "orders", "orders-dlq", [], MaxReceives, cancellationToken),
        await CreateAsync(sqs, "payments.fifo", "payments-dlq.fifo", Fifo, MaxReceives, cancellationToken),
        await CreateAsync(sqs, "storefront.fifo", "storefront-dlq.fifo", Fifo, MaxDeliveries, cancellationToken));

    private static async Task<ShopQueue> CreateAsync(
        IAmazonSQS sqs, string name, string deadLetters, Dictionary<string, string> attributes, int maxReceives, CancellationToken cancellationToken)
    {
        var dlq = await sqs.CreateQueueAsync(new CreateQueueRequest(deadLetters) { Attributes = attributes }, cancellationToken);
        var arn = (await sqs.GetQueueAttributesAsync(dlq.QueueUrl, ["QueueArn"], cancellationToken)).QueueARN;
        var source = new CreateQueueRequest(name)
        {
            Attributes = new(attributes)
            {
                ["VisibilityTimeout"] = "1",
                ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":"{{maxReceives}}"}""",
            },
        };
        var queue = await sqs.CreateQueueAsync(source, cancellationToken);
        return new ShopQueue(name, queue.QueueUrl, deadLetters, dlq.QueueUrl);
    }
}
