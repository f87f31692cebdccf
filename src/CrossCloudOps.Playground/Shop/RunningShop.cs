using Amazon.S3;
using Amazon.SQS;

namespace CrossCloudOps.Playground.Shop;

/// <summary>The producer, a consumer for each queue and a server that pulses, until it is disposed of.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly AmazonSQSClient _sqs;
    private readonly AmazonS3Client _s3;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;

    private RunningShop(Uri aws, Uri health, ShopQueues queues, Teller teller, TimeProvider time)
    {
        _sqs = ShopClients.Sqs(aws);
        _s3 = ShopClients.S3(aws);
        var desk = new CustomerDesk();
        var producer = new Producer(_sqs, queues, teller, time);
        _work = Task.WhenAll(
            [producer.RunAsync(_stopping.Token), new Server(_s3, "shop-1", health, """{"status":"ok"}""", teller, time).RunAsync(_stopping.Token), .. queues.All.Select(queue => new Consumer(_sqs, queue, desk, teller, time).RunAsync(_stopping.Token))]);
    }

    /// <param name="health">What the server's pulse has checked.</param>
    public static RunningShop Open(Uri aws, Uri health, ShopQueues queues, Teller teller, TimeProvider time) => new(aws, health, queues, teller, time);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sqs.Dispose();
        _s3.Dispose();
        _stopping.Dispose();
    }
}
