using Amazon.CloudWatchLogs;
using Amazon.S3;
using Amazon.SQS;

namespace CrossCloudOps.Playground.Shop;

/// <summary>Everything that goes on in the shop, until it is disposed of.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly AmazonSQSClient _sqs;
    private readonly AmazonS3Client _s3;
    private readonly AmazonCloudWatchLogsClient _logs;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;

    private RunningShop(Uri aws, Uri app, ShopQueues queues, Warehouse warehouse, Teller teller, TimeProvider time)
    {
        _sqs = ShopClients.Sqs(aws);
        _s3 = ShopClients.S3(aws);
        _logs = ShopClients.Logs(aws);
        var desk = new CustomerDesk();
        Func<CancellationToken, Task>[] parts =
        [
            new Producer(_sqs, queues, teller, time).RunAsync,
            .. queues.Consumed.Select<ShopQueue, Func<CancellationToken, Task>>(queue => new Consumer(_sqs, queue, desk, new LogBook(_logs, LogBook.OfConsumer(queue), time), teller, time).RunAsync),
            new Storefront(new Uri(app, $"/api/hooks/{Storefront.Route}"), teller, time).RunAsync,
            warehouse.RunAsync,
            new Invoices(new LogBook(_logs, Invoices.Group, time), teller, time).RunAsync,
            .. Enumerable.Range(1, Server.Count).Select<int, Func<CancellationToken, Task>>(n => new Server(_s3, n, new Uri(app, "/api/health"), """{"status":"ok"}""", teller, time).RunAsync),
        ];
        _work = Task.WhenAll(parts.Select(part => part(_stopping.Token)));
    }

    /// <param name="app">Where webhooks go to, and whose health the servers' pulses have checked.</param>
    public static RunningShop Open(Uri aws, Uri app, ShopQueues queues, Warehouse warehouse, Teller teller, TimeProvider time) => new(aws, app, queues, warehouse, teller, time);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sqs.Dispose();
        _s3.Dispose();
        _logs.Dispose();
        _stopping.Dispose();
    }
}
