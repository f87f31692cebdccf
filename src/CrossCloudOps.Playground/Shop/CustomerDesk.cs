using System.Collections.Concurrent;

namespace CrossCloudOps.Playground.Shop;

/// <summary>Who the consumers know. Somebody looks into an order that is sent back, and then, or the time after, its customer is known.</summary>
internal sealed class CustomerDesk
{
    private readonly ConcurrentDictionary<int, int> _returns = new();

    public void LookInto(Order order) => _returns.AddOrUpdate(order.Number, 1, static (_, times) => times + 1);

    public bool Knows(Order order) =>
        !order.Customer.StartsWith(OrderBook.UnknownCustomer, StringComparison.Ordinal)
        || _returns.GetValueOrDefault(order.Number) >= OrderBook.NeededReturns(order.Number);
}
