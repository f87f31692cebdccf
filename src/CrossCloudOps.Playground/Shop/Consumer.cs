using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.DeadLetters;

namespace CrossCloudOps.Playground.Shop;

/// <summary>Reads one queue as most consumers do: what it understands it deletes, the rest it leaves for SQS to give again.</summary>
internal sealed class Consumer(IAmazonSQS sqs, ShopQueue queue, CustomerDesk desk, LogBook log, Teller teller, TimeProvider time)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                foreach (var message in await ReceiveAsync(stopping))
                {
                    await HandleAsync(message, stopping);
                }
            }
            catch (AmazonSQSException e) when (!stopping.IsCancellationRequested)
            {
                // Somebody may have deleted or renamed a queue: this is a playground.
                teller.Troubled(e.Message);
                await Task.Delay(AfterFailure, time, stopping);
            }
        }
    }

    private async Task<List<Message>> ReceiveAsync(CancellationToken stopping)
    {
        var request = new ReceiveMessageRequest(queue.Url)
        {
            WaitTimeSeconds = 10,
            MaxNumberOfMessages = 10,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["ApproximateReceiveCount"],
        };
        return (await sqs.ReceiveMessageAsync(request, stopping)).Messages ?? [];
    }

    private async Task HandleAsync(Message message, CancellationToken stopping)
    {
        var order = Order.Parse(message.Body);
        var what = order is null ? $"Message {message.MessageId}" : $"{order.Type} {order.Number}";
        var receives = int.Parse(message.Attributes["ApproximateReceiveCount"], CultureInfo.InvariantCulture);
        var wasSentBack = message.MessageAttributes?.ContainsKey(DeadLetterWire.Marker) is true;
        if (wasSentBack && receives == 1)
        {
            teller.CameBack(what, queue);
            if (order is not null)
            {
                desk.LookInto(order);
            }
        }

        if (order is not null && desk.Knows(order))
        {
            await sqs.DeleteMessageAsync(queue.Url, message.ReceiptHandle, stopping);
            if (wasSentBack)
            {
                teller.Consumed(what);
            }
        }
        else
        {
            await log.FailedAsync(message.MessageId, order?.Number ?? 0, order?.Customer ?? "nobody", stopping);
            if (receives < ShopQueues.MaxReceives)
            {
                return;
            }

            teller.Died(what, order is null ? "it is no order" : $"customer {order.Customer} is unknown", queue);
        }
    }
}
