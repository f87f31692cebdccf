using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CrossCloudOps.BrowserTests.Drivers;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests;

/// <summary>
/// The pictures in docs/pictures. Approved/ says what each was made of: the words without numbers, and a hash of the styles. When that is no
/// longer so, the picture is old and the test fails until both are made anew.
/// </summary>
public sealed partial class PictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Renew = "CROSSCLOUDOPS_PICTURES";

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|today|yesterday|\d+( (s|min|h)\b)?( \d+ s\b)?")]
    private static partial Regex Numbers { get; }

    [BrowserFact]
    public async Task A_dead_letter_in_Slack()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: true, faster: 1);
        var slack = await visit.SlackAsync(width: 1010, height: 1400);

        var card = await slack.MessageAsync("\"order\": 1001", "UnknownCustomerException");

        var words = await card.Locator(".body").InnerTextAsync();
        await KeepAsync("slack", words, await StylesAsync(slack.Page), await card.ScreenshotAsync());
    }

    [BrowserFact]
    public async Task The_status_page_while_a_server_is_silent_and_a_route_is_paused()
    {
        await using var visit = await Visit.StartAsync(chromium, shop: true);
        var slack = await visit.SlackAsync();
        await SlackTab.PressAsync(await slack.MessageAsync("KeyError: 'vat_id'"), "I'm at it");
        await slack.SayAsync("/ops pause Storefront for 2h");
        await slack.MessageAsync("shop-4 does not pulse any more");

        var page = await visit.OpenAsync(visit.Playground.StatusPage);

        var end = (await page.GetByRole(AriaRole.Heading, new() { Name = "Functions" }).BoundingBoxAsync())!.Y;
        var picture = await page.ScreenshotAsync(new() { FullPage = true, Clip = new() { X = 0, Y = 0, Width = 1200, Height = end } });
        await KeepAsync("status", string.Join('\n', await page.Locator("h1, h2, th[scope=col]").AllInnerTextsAsync()), await StylesAsync(page), picture);
    }

    private static Task<string> StylesAsync(IPage page) => page.EvaluateAsync<string>(
        "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText)).join('\\n')");

    private static async Task KeepAsync(string name, string words, string styles, byte[] picture)
    {
        var styled = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(styles)));
        var made = $"{Numbers.Replace(words, "#")}\n\nstyles {styled}\n".ReplaceLineEndings("\n");
        var shown = SourceTree.Path("docs", "pictures", $"{name}.png");
        var approved = SourceTree.Path("tests", "CrossCloudOps.BrowserTests", "Approved", $"{name}.txt");
        if (Environment.GetEnvironmentVariable(Renew) is "true")
        {
            await File.WriteAllBytesAsync(shown, picture);
            await File.WriteAllTextAsync(approved, made);
        }

        File.Exists(shown).ShouldBeTrue();
        made.ShouldBe(await File.ReadAllTextAsync(approved), $"docs/pictures/{name}.png is old: {Renew}=true dotnet test tests/CrossCloudOps.BrowserTests --filter PictureTests");
    }
}
