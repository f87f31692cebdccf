namespace CrossCloudOps.BrowserTests;

/// <summary>A test that needs Debian's chromium; skipped where that is not installed, unless in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.SkipReason;
}
