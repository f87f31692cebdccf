namespace CrossCloudOps.Playground.Shop;

internal sealed record TakenWebhook(int Number, string Customer, DateTimeOffset At);
