using System.Collections.Frozen;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>The page's scripts and style sheets: plain files inside this assembly.</summary>
internal static class PageAssets
{
    public static readonly IReadOnlyList<string> Scripts = ["times.js", "live.js", "acts.js"];

    public static readonly IReadOnlyList<string> Styles = ["page.css", "blocks.css"];

    private static readonly FrozenDictionary<string, string> All = Scripts.Concat(Styles).ToFrozenDictionary(name => name, Read);

    public static SlackAnswer? Find(string name) => All.TryGetValue(name, out var text)
        ? SlackAnswer.Content(name.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : "text/css", text)
        : null;

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageAssets).Assembly.GetManifestResourceStream(typeof(PageAssets), "Assets." + name)!);
        return reader.ReadToEnd();
    }
}
