using CrossCloudOps.BrowserTests.Drivers;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests;

public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Wide = 1200;
    private const int Phone = 390;

    [BrowserFact]
    public async Task No_page_has_a_serious_finding_in_light_or_dark_wide_or_on_a_phone()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: true);
        var findings = new List<string>();
        await visit.Told.WaitForAsync("slack    New error in /aws/lambda/invoices", Patience.Of);
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, Wide), (ColorScheme.Dark, Wide), (ColorScheme.Light, Phone), (ColorScheme.Dark, Phone) })
        {
            var slack = await visit.SlackAsync(scheme: scheme, width: width);
            var card = await slack.MessageAsync("OrderPlaced", "Send back");
            await LookAsync("the channel", slack.Page);
            await SlackTab.PressAsync(card, "Edit & send back");
            await slack.Modal.ToBeThereAsync();
            await LookAsync("a modal", slack.Page);
            await SlackTab.PressAsync(slack.Modal.Locator(".actions"), "Close");
            await slack.Modal.ToBeGoneAsync();

            var status = await visit.OpenAsync(visit.Playground.StatusPage, scheme, width);
            await LookAsync("the status page", status);
            await status.Locator("a[href*='dead-letters/']").First.ClickAsync();
            await status.WaitForURLAsync("**/api/status/dead-letters/**");
            await LookAsync("a dead letter", status);

            await LookAsync("the warehouse", await visit.OpenAsync(visit.Playground.WarehousePage, scheme, width));

            async Task LookAsync(string what, IPage page)
            {
                var found = await page.RunAxe();
                found.Passes.ShouldNotBeEmpty();
                findings.AddRange(found.Violations.Where(static v => v.Impact is "serious" or "critical")
                    .SelectMany(v => v.Nodes.Select(node => $"{what}, {scheme}, {width} px: {v.Help}: {node.Html}")));
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{what} must be scrolled sideways at {width} px");
            }
        }

        findings.ShouldBeEmpty();
    }
}
