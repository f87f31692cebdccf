using System.Globalization;
using System.Text.RegularExpressions;
using CrossCloudOps.BrowserTests.Drivers;
using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests;

public sealed partial class WebhookTests(Chromium chromium) : IClassFixture<Chromium>
{
    [GeneratedRegex(@"about \d+ waiting")]
    private static partial Regex FewWaiting { get; }

    [GeneratedRegex(@"about \d\d+ waiting")]
    private static partial Regex ManyWaiting { get; }

    [BrowserFact]
    public async Task A_paused_route_keeps_its_webhooks_and_once_resumed_they_reach_the_target_in_their_order()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: true);
        var slack = await visit.SlackAsync();
        var warehouse = await visit.OpenAsync(visit.Playground.WarehousePage);
        await visit.Told.WaitForAsync("The warehouse has taken 10 webhooks.", Patience.Of);

        await slack.SayAsync("/ops pause Storefront");
        await slack.MessageAsync("Storefront is paused until somebody resumes it");
        var card = await slack.MessageAsync("Webhooks of Storefront", "paused by");
        await card.ToSayAsync(FewWaiting);
        var before = await TakenAsync(warehouse);
        await card.ToSayAsync(ManyWaiting);
        var paused = await TakenAsync(warehouse);
        await SlackTab.PressAsync(card, "Resume");
        await visit.Told.WaitForAsync("The warehouse has taken 30 webhooks.", Patience.Of);

        paused.ShouldBe(before);
        var taken = await TakenAsync(warehouse);
        taken.Sum(static customer => customer.Count).ShouldBeGreaterThanOrEqualTo(30);
        taken.Count.ShouldBe(3);
        foreach (var numbers in taken)
        {
            // Every third webhook is this customer's: none is missing, none came twice, none overtook another.
            numbers.ShouldBe(Enumerable.Range(0, numbers.Count).Select(n => numbers[0] + (3 * n)));
            numbers[0].ShouldBeInRange(1, 3);
        }
    }

    private static async Task<IReadOnlyList<IReadOnlyList<int>>> TakenAsync(IPage warehouse)
    {
        await warehouse.ReloadAsync();
        var rows = await warehouse.Locator("tbody td:last-child").AllInnerTextsAsync();
        return [.. rows.Select(static row => row.Split(' ').Select(static n => int.Parse(n, CultureInfo.InvariantCulture)).ToList())];
    }
}
