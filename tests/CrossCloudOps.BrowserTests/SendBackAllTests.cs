using CrossCloudOps.BrowserTests.Drivers;

namespace CrossCloudOps.BrowserTests;

public sealed class SendBackAllTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task One_goes_first_and_Stop_keeps_the_others_where_they_are()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: false);
        var slack = await visit.SlackAsync();
        await visit.DieAsync("orders-dlq", Refunds(6));
        var card = await slack.MessageAsync("6 dead letters in orders-dlq");

        var asked = await slack.PressAndAgreeAsync(card, "Send back all (6)");
        await card.ToSayAsync("Send back all · @olivia");
        await Sent(visit, 1);
        await SlackTab.PressAsync(card, "Stop");

        asked.ShouldContain("One goes first; if it comes back, the others stay.");
        await card.ToSayAsync("sent 1 of 6 back; stopped by @olivia");
        await card.ToSayAsync("5 dead letters in orders-dlq");
        await SlackTab.Button(card, "Send back all (5)").ToBeThereAsync();
        visit.Playground.Aws.Sqs.Queue("orders").Messages.Count.ShouldBe(1);
    }

    [BrowserFact]
    public async Task Once_the_first_is_consumed_the_others_follow()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: true);
        var slack = await visit.SlackAsync();
        await visit.DieAsync("orders-dlq", Refunds(6));
        var card = await slack.MessageAsync("6 dead letters in orders-dlq", "RefundRequested");

        await slack.PressAndAgreeAsync(card, "Send back all (6)");

        await card.ToSayAsync("6 of 6");
        foreach (var n in Enumerable.Range(1, 6))
        {
            await visit.Told.WaitForAsync($"done     RefundRequested {n}: consumed after all.", Patience.Of);
        }
    }

    private static IEnumerable<string> Refunds(int count) =>
        Enumerable.Range(1, count).Select(static n => $$"""{"type":"RefundRequested","order":{{n}},"customer":"ada","total":4.5,"currency":"EUR"}""");

    private static async Task Sent(Visit visit, int count)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (visit.Playground.Aws.Sqs.Queue("orders").Messages.Count < count)
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Patience.Of);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
