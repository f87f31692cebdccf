using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Playground.Shop;

/// <summary>Customers: one order every few seconds.</summary>
internal sealed class Producer(IAmazonSQS sqs, ShopQueues queues, Teller teller, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(4);

    private static readonly string[] Origins = ["web 🛒", "app 📱", "shop 🏬"];

    public async Task RunAsync(CancellationToken stopping)
    {
        for (var n = 0; ; n++)
        {
            try
            {
                await sqs.SendMessageAsync(OrderBook.IsPayment(n) ? Payment(n) : Message(n, queues.Orders), stopping);
            }
            catch (AmazonSQSException e) when (!stopping.IsCancellationRequested)
            {
                teller.Troubled(e.Message);
            }

            await Task.Delay(Every, time, stopping);
        }
    }

    private static SendMessageRequest Message(int n, ShopQueue queue)
    {
        var body = OrderBook.Nth(n).ToJson();
        return new SendMessageRequest(queue.Url, body)
        {
            MessageAttributes = new()
            {
                ["origin"] = new MessageAttributeValue { DataType = "String", StringValue = Origins[n % Origins.Length] },
                ["priority"] = new MessageAttributeValue { DataType = "Number", StringValue = n % 7 == 0 ? "1" : "5" },
                ["sha256"] = new MessageAttributeValue { DataType = "Binary", BinaryValue = new MemoryStream(SHA256.HashData(Encoding.UTF8.GetBytes(body))) },
            },
        };
    }

    private SendMessageRequest Payment(int n)
    {
        var request = Message(n, queues.Payments);
        request.MessageGroupId = string.Create(CultureInfo.InvariantCulture, $"till-{n % 4}");
        request.MessageDeduplicationId = string.Create(CultureInfo.InvariantCulture, $"payment-{n}");
        return request;
    }
}
