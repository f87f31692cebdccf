using System.Net;
using System.Text;
using CrossCloudOps.Pages;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Webhooks.Forwarding;
using CrossCloudOps.Tests.Webhooks.Spooling;
using CrossCloudOps.Webhooks;

namespace CrossCloudOps.Tests.Status.Page;

/// <summary>What the status page says of webhook routes.</summary>
public sealed class RouteSectionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_webhook_that_was_taken_in_or_delivered_is_counted_at_once()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();

        for (var n = 1; n <= 10; n++)
        {
            await TakeInAsync(app, n);
            await app.ForwardAsync();
            (await SectionAsync(app)).ShouldContain($"Orders delivered {n} {n} ");
        }

        (await SectionAsync(app)).ShouldContain("[taken in by hour, oldest first: 0 for 23 hours, 10] total 10 [delivered by hour, oldest first: 0 for 23 hours, 10] total 10 none");
    }

    [Fact]
    public async Task What_piles_up_while_a_route_is_paused_is_told_in_half_a_minute()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        await app.ForwardAsync();
        await app.CommandAsync("pause Orders");
        await TakeInAsync(app, 1);
        await TakeInAsync(app, 2);

        scenario.Stack.Time.Advance(TimeSpan.FromSeconds(30));
        await app.ForwardAsync();

        (await SectionAsync(app)).ShouldMatch($@"Orders paused by {Stack.Operator} 2 0 – 2 – \[taken in");
    }

    [Fact]
    public async Task Another_instance_counts_on_where_this_one_stopped()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using (var first = await scenario.AppAsync())
        {
            scenario.Seed(groups: 2, each: 1);
            await first.ForwardAsync();
        }

        await using var second = await scenario.AppAsync();
        scenario.Seed(groups: 3, each: 1);
        await second.ForwardAsync();

        (await SectionAsync(second)).ShouldContain("Orders delivered 0 5 ");
    }

    [Fact]
    public async Task A_target_that_is_down_is_told_with_its_last_answer()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        scenario.Target.AnswerWith(503);
        scenario.Seed(groups: 3, each: 1);

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(1));

        (await SectionAsync(app)).ShouldMatch("Orders the target is down since .* UTC, last answer: HTTP 503 ");
    }

    [Fact]
    public async Task What_is_spooled_is_counted()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync(SpoolScenario.Names(7, groups: 2));

        (await SectionAsync(app)).ShouldMatch("^1 webhook route needs a look .* orders taken in only 0 – – – 7 none");
    }

    [Fact]
    public async Task Tells_within_which_time_95_of_100_were_delivered()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        var route = app.Get<WebhookRoutes>().ByKey(ForwardScenario.Route)!;

        string? Within(params (double Seconds, int Times)[] delivered) => RouteLatency.MostWithin(route, Series(route, delivered), Now);

        Within((0.9, 95), (200, 5)).ShouldBe("1 s");
        Within((0.9, 94), (200, 6)).ShouldBe("5 min");
        Within((1.5, 1)).ShouldBe("1.5 s");
        Within((-3, 1)).ShouldBe("0.05 s");
        Within((1, 1), (8000, 9)).ShouldBe("4 h");
        Within((1, 1), (90_000, 1)).ShouldBe("over a day");
        Within().ShouldBeNull();
    }

    private static Series Series(WebhookRoute route, (double Seconds, int Times)[] delivered) => new Series().With(
        new SeriesNews { Lately = delivered.ToDictionary(d => (RouteLatency.LineOf(route, TimeSpan.FromSeconds(d.Seconds)), Lately.Of(Now)), static d => (double)d.Times) }, Now);

    private static async Task<string> SectionAsync(AppInstance app) => (await PageVisit.ToAsync(app)).Section("Webhook routes");

    private static async Task TakeInAsync(AppInstance app, int number)
    {
        using var http = new HttpClient();
        using var body = new StringContent(ForwardScenario.Body(number % 3, number), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(app.Address, $"/api/hooks/{ForwardScenario.Route}"), body);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }
}
