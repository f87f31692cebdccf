using CrossCloudOps.BrowserTests.Drivers;

namespace CrossCloudOps.BrowserTests;

public sealed class HeartbeatTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_server_that_stops_pulsing_has_a_message_and_that_message_says_when_it_is_back()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: true);
        var slack = await visit.SlackAsync();

        var card = await slack.MessageAsync("shop-4 does not pulse any more");
        var status = await visit.OpenAsync(visit.Playground.StatusPage);
        await status.Locator("tr", new() { HasText = "shop-4 does not pulse any more" }).ToSayAsync("open");

        await card.ToSayAsync("shop-4 is back");
    }
}
