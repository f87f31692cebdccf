using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Webhooks.Forwarding;
using CrossCloudOps.Webhooks;
using CrossCloudOps.Webhooks.Telling;

namespace CrossCloudOps.Tests.Webhooks.Telling;

/// <summary>What an operator reads at three in the morning, in whole.</summary>
public sealed class DeliveryMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("delivery.down.json")]
    [InlineData("delivery.failing.json")]
    [InlineData("delivery.paused.json")]
    [InlineData("delivery.set-up.json")]
    [InlineData("delivery.resolved.json")]
    public async Task Each_form_reads_as_it_was_approved(string file)
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:TargetUrl"] = "https://shop.example/hooks/orders" });
        var facts = new Dictionary<string, string> { [DeliveryProblems.RouteKey] = "Orders" };
        foreach (var (name, value) in FactsOf(file))
        {
            facts[name] = value;
        }

        var problem = new Problem
        {
            Kind = DeliveryProblems.KindName,
            Key = DeliveryProblems.KeyOf("Orders"),
            Title = "Webhooks of Orders are not delivered",
            OpenedAt = Now - TimeSpan.FromMinutes(12),
            LastSeenAt = Now,
            Count = 1204,
            Facts = facts,
        };
        var shown = file.Contains("resolved", StringComparison.Ordinal) ? problem.Resolved(Now) : problem;

        SlackApproved.ShouldBe(file, app.Get<DeliveryMessage>().Of(shown, app.Get<WebhookRoutes>().ByKey("Orders"), Now));
    }

    private static Dictionary<string, string> FactsOf(string file)
    {
        var answer = new Dictionary<string, string>
        {
            [DeliveryProblems.Code] = "HTTP 503",
            [DeliveryProblems.Excerpt] = "<html>Service Unavailable, token=abcdefghijklmnop</html>",
            [DeliveryProblems.AnsweredAt] = Unix(Now - TimeSpan.FromSeconds(20)),
            [DeliveryProblems.Groups] = "2",
            [DeliveryProblems.Oldest] = Unix(Now - TimeSpan.FromMinutes(14)),
        };
        switch (file)
        {
            case "delivery.down.json":
                answer[DeliveryProblems.Down] = Unix(Now + TimeSpan.FromSeconds(10));
                return answer;
            case "delivery.failing.json":
                return answer;
            case "delivery.paused.json":
                return new() { [DeliveryProblems.Paused] = Stack.Operator, [DeliveryProblems.PausedUntil] = Unix(Now + TimeSpan.FromMinutes(30)) };
            case "delivery.set-up.json":
                return new() { [DeliveryProblems.SetUp] = "The queue's maxReceiveCount is 1: messages can reach the dead-letter queue unsent. Set it to 5 or more." };
            default:
                return [];
        }
    }

    private static string Unix(DateTimeOffset moment) => $"{moment.ToUnixTimeSeconds()}";
}
