using CrossCloudOps.BrowserTests.Drivers;
using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests;

public sealed class StatusPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_problem_on_the_status_page_leads_to_its_message_in_Slack()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: false);
        var slack = await visit.SlackAsync();
        await visit.DieAsync("orders-dlq", """{"type":"RefundRequested","order":7}""");
        var card = await slack.MessageAsync("RefundRequested");
        var status = await visit.OpenAsync(visit.Playground.StatusPage);

        await status.GetByRole(AriaRole.Link, new() { Name = "RefundRequested" }).ClickAsync();

        await status.WaitForURLAsync($"{visit.Playground.Slack.PageUrl}**");
        await status.Locator($"li[id='{await card.GetAttributeAsync("id")}']").ToBeThereAsync();
    }

    [BrowserFact]
    public async Task A_dead_letters_page_has_its_whole_body_and_who_did_what_with_it()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: false);
        var slack = await visit.SlackAsync();
        var lines = string.Join(',', Enumerable.Range(1, 900).Select(static n => $$"""{"line":{{n}}}"""));
        await visit.DieAsync("orders-dlq", $$"""{"type":"RefundRequested","lines":[{{lines}}]}""");
        var card = await slack.MessageAsync("RefundRequested");
        var page = await visit.OpenAsync(visit.Playground.StatusPage);
        await page.Locator("a[href*='dead-letters/']").First.ClickAsync();
        await page.GetByText("\"line\": 900").ToBeThereAsync();

        await SlackTab.PressAsync(card, "Send back");
        await card.ToSayAsync("@olivia");
        await page.ReloadAsync();

        await page.Locator("main").ToSayAsync("What was done");
    }
}
