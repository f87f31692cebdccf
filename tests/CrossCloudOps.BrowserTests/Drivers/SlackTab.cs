using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests.Drivers;

/// <summary>What a person does in Slack: looks for a message, presses, types, answers.</summary>
internal sealed class SlackTab(IPage page)
{
    public IPage Page => page;

    public ILocator Modal => page.Locator("dialog.modal");

    private ILocator Messages => page.Locator("#messages > li");

    /// <summary>The message that says all of this somewhere; waits until it is there.</summary>
    public async Task<ILocator> MessageAsync(params string[] texts)
    {
        var message = Saying(texts);
        await message.ToBeThereAsync();
        var id = await message.GetAttributeAsync("id");

        // By its id from now on: what it says may change.
        return page.Locator($"li[id='{id}']");
    }

    public ILocator Saying(params string[] texts) =>
        texts.Aggregate(Messages, static (messages, text) => messages.Filter(new() { HasText = text })).First;

    public static ILocator Button(ILocator place, string label) => place.GetByRole(AriaRole.Button, new() { Name = label, Exact = true });

    public static Task PressAsync(ILocator place, string label) => Button(place, label).ClickAsync();

    /// <summary>Presses, and agrees to what is asked; says what that was.</summary>
    public async Task<string> PressAndAgreeAsync(ILocator place, string label)
    {
        await PressAsync(place, label);
        var dialog = page.Locator("dialog.confirm");
        var asked = await dialog.InnerTextAsync();
        await dialog.Locator("[data-answer=yes]").ClickAsync();
        return asked;
    }

    public static Task ChooseAsync(ILocator place, string label) => place.Locator("select").SelectOptionAsync(new SelectOptionValue { Label = label });

    /// <summary>Goes on as somebody else of the workspace.</summary>
    public async Task BecomeAsync(string user)
    {
        var link = page.GetByRole(AriaRole.Navigation, new() { Name = "Act as" }).GetByRole(AriaRole.Link, new() { Name = user });
        await link.ClickAsync();
        await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "page");
    }

    public async Task SayAsync(string text)
    {
        await page.Locator("#text").FillAsync(text);
        await page.Locator("#compose button").ClickAsync();
    }
}
