using CrossCloudOps.BrowserTests.Drivers;
using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests;

/// <summary>What comes from outside is shown and never run.</summary>
public sealed class HostileTextTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Script = "</textarea></title></script><script>document.title='taken over'</script><img src=x onerror=\"document.title='taken over'\">";
    private const string Link = "<javascript:document.title='taken over'|click> [click](javascript:alert(1)) javascript:alert(1)";

    [BrowserFact]
    public async Task A_script_in_a_body_is_text_in_the_channel_in_the_modal_and_on_the_page_of_the_dead_letter()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: false);
        var slack = await visit.SlackAsync();
        var wrong = Watch(slack.Page);
        await visit.DieAsync("orders-dlq", $"Refund {Script} {Link}");

        var card = await slack.MessageAsync("Dead letter in orders-dlq", "document.title='taken over'</script>");
        await SlackTab.PressAsync(card, "Edit & send back");
        (await slack.Modal.Locator("textarea").InputValueAsync()).ShouldContain(Script);
        await NothingRanAsync(slack.Page, wrong);

        var status = await visit.OpenAsync(visit.Playground.StatusPage);
        wrong = Watch(status);
        await status.ReloadAsync();
        await NothingRanAsync(status, wrong);
        await status.Locator("a[href*='dead-letters/']").First.ClickAsync();
        await status.GetByText(Script).First.ToBeThereAsync();
        await NothingRanAsync(status, wrong);
    }

    [BrowserFact]
    public async Task What_would_run_a_script_is_kept_from_it_by_the_policy_of_both_pages()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: false);
        foreach (var address in new[] { visit.Playground.Slack.PageUrl, visit.Playground.StatusPage, visit.Playground.WarehousePage })
        {
            var page = await visit.OpenAsync(address);
            var refused = Watch(page);

            await page.EvaluateAsync("document.body.append(Object.assign(document.createElement('script'), { textContent: \"document.title = 'taken over'\" }))");
            await page.EvaluateAsync("document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.com/seen.png' }))");

            (await page.TitleAsync()).ShouldNotBe("taken over");
            refused.Count(static line => line.Contains("Content Security Policy", StringComparison.Ordinal)).ShouldBe(2, $"{address}: {string.Join('\n', refused)}");
        }
    }

    private static List<string> Watch(IPage page)
    {
        var wrong = new List<string>();
        page.Dialog += (_, dialog) => wrong.Add($"dialog: {dialog.Message}");
        page.PageError += (_, error) => wrong.Add($"error: {error}");
        page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning")
            {
                wrong.Add(line.Text);
            }
        };
        return wrong;
    }

    private static async Task NothingRanAsync(IPage page, List<string> wrong)
    {
        (await page.TitleAsync()).ShouldNotBe("taken over");
        (await page.Locator("img, a[href^='javascript' i], form[action^='javascript' i]").CountAsync()).ShouldBe(0);
        wrong.ShouldBeEmpty();
    }
}
