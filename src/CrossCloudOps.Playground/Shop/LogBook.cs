using System.Globalization;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;

namespace CrossCloudOps.Playground.Shop;

/// <summary>One log group and one stream in it, as a container or a Lambda writes them.</summary>
internal sealed class LogBook(IAmazonCloudWatchLogs logs, string group, TimeProvider time)
{
    private const string Stream = "playground";

    /// <summary>Where the containers of a queue's consumer log.</summary>
    public static string OfConsumer(ShopQueue queue) => $"/ecs/{Path.GetFileNameWithoutExtension(queue.Name)}";

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await logs.CreateLogGroupAsync(new CreateLogGroupRequest { LogGroupName = group }, cancellationToken);
        await logs.CreateLogStreamAsync(new CreateLogStreamRequest { LogGroupName = group, LogStreamName = Stream }, cancellationToken);
    }

    public Task WriteAsync(string message, CancellationToken cancellationToken) => logs.PutLogEventsAsync(
        new PutLogEventsRequest
        {
            LogGroupName = group,
            LogStreamName = Stream,
            LogEvents = [new InputLogEvent { Message = message, Timestamp = time.GetUtcNow().UtcDateTime }],
        },
        cancellationToken);

    /// <summary>As the consumer's framework writes what it did not expect.</summary>
    public Task FailedAsync(string messageId, int order, string customer, CancellationToken cancellationToken) => WriteAsync(
        string.Create(CultureInfo.InvariantCulture, $"""
            ERROR while handling message {messageId}
            Shop.Orders.UnknownCustomerException: There is no customer {customer}
               at Shop.Orders.Customers.Find(String name) in /src/Orders/Customers.cs:line 41
               at Shop.Orders.OrderHandler.HandleAsync(Order order) in /src/Orders/OrderHandler.cs:line 87
            Order: {order}
            """),
        cancellationToken);
}
