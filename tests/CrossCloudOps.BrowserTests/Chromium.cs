using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests;

/// <summary>One headless browser for the tests of a class; each test has windows of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Why tests are skipped where there is no browser; never in CI, where that is a failure.</summary>
    public static string? SkipReason =>
        File.Exists(Path) || Environment.GetEnvironmentVariable("CI") is "true" ? null : $"There is no {Path}: apt-get install chromium";

    public async Task InitializeAsync()
    {
        if (SkipReason is null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path });
        }
    }

    public async Task DisposeAsync()
    {
        if (SkipReason is null)
        {
            await _browser.DisposeAsync();
            _playwright.Dispose();
        }
    }

    internal async Task<IPage> OpenAsync(ColorScheme scheme, int width, int height) =>
        await _browser.NewPageAsync(new()
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Berlin",
            ViewportSize = new() { Width = width, Height = height },
        });
}
