using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests.Drivers;

/// <summary>How long somebody looks until something is there; long, so that a slow machine fails nothing.</summary>
internal static class Patience
{
    public static readonly TimeSpan Of = TimeSpan.FromSeconds(90);

    private static readonly float Milliseconds = (float)Of.TotalMilliseconds;

    public static Task ToBeThereAsync(this ILocator one) => Assertions.Expect(one).ToBeVisibleAsync(new() { Timeout = Milliseconds });

    public static Task ToBeGoneAsync(this ILocator one) => Assertions.Expect(one).ToBeHiddenAsync(new() { Timeout = Milliseconds });

    public static Task ToSayAsync(this ILocator one, string text) => Assertions.Expect(one).ToContainTextAsync(text, new() { Timeout = Milliseconds });

    public static Task ToSayAsync(this ILocator one, Regex text) => Assertions.Expect(one).ToContainTextAsync(text, new() { Timeout = Milliseconds });
}
