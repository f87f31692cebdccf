using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Playground.Shop;

/// <summary>A queue that a consumer reads, and where SQS puts what it fails on.</summary>
internal sealed record ShopQueue(string Name, string Url, string DeadLetters, string DeadLettersUrl);

/// <summary>The shop's two queues with their dead-letter queues.</summary>
internal sealed record ShopQueues(ShopQueue Orders, ShopQueue Payments)
{
    public const int MaxReceives = 3;

    public IEnumerable<ShopQueue> All => [Orders, Payments];

    public static async Task<ShopQueues> CreateAsync(IAmazonSQS sqs, CancellationToken cancellationToken) => new(
        await CreateAsync(sqs, "orders", "orders-dlq", [], cancellationToken),
        await CreateAsync(sqs, "payments.fifo", "payments-dlq.fifo", new() { ["FifoQueue"] = "true" }, cancellationToken));

    private static async Task<ShopQueue> CreateAsync(
        IAmazonSQS sqs, string name, string deadLetters, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var dlq = await sqs.CreateQueueAsync(new CreateQueueRequest(deadLetters) { Attributes = attributes }, cancellationToken);
        var arn = (await sqs.GetQueueAttributesAsync(dlq.QueueUrl, ["QueueArn"], cancellationToken)).QueueARN;
        var source = new CreateQueueRequest(name)
        {
            Attributes = new(attributes)
            {
                ["VisibilityTimeout"] = "1",
                ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":"{{MaxReceives}}"}""",
            },
        };
        var queue = await sqs.CreateQueueAsync(source, cancellationToken);
        return new ShopQueue(name, queue.QueueUrl, deadLetters, dlq.QueueUrl);
    }
}
