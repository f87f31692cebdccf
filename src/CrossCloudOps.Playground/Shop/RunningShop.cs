using Amazon.SQS;

namespace CrossCloudOps.Playground.Shop;

/// <summary>The producer and a consumer for each queue, until it is disposed of.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly IAmazonSQS _sqs;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;

    private RunningShop(IAmazonSQS sqs, ShopQueues queues, Teller teller, TimeProvider time)
    {
        _sqs = sqs;
        var desk = new CustomerDesk();
        var producer = new Producer(sqs, queues, teller, time);
        _work = Task.WhenAll(
            [producer.RunAsync(_stopping.Token), .. queues.All.Select(queue => new Consumer(sqs, queue, desk, teller, time).RunAsync(_stopping.Token))]);
    }

    public static RunningShop Open(Uri endpoint, ShopQueues queues, Teller teller, TimeProvider time) =>
        new(ShopSqs.Client(endpoint), queues, teller, time);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sqs.Dispose();
        _stopping.Dispose();
    }
}
