using System.Text.RegularExpressions;
using CrossCloudOps.Slack.Secrets;

namespace CrossCloudOps.Slack;

/// <summary>Settings <c>Slack__Redaction__*</c>: what is taken out of text before it goes to Slack.</summary>
internal sealed class RedactionOptions
{
    /// <summary>Only <c>false</c>, written out, turns it off.</summary>
    public string? Enabled { get; set; }

    public bool IsOn => !string.Equals(Enabled, bool.FalseString, StringComparison.OrdinalIgnoreCase);

    /// <summary>Built-in kinds that may be shown, for example <c>e-mail address</c>.</summary>
    public IList<string> Off { get; } = [];

    /// <summary>Patterns of one's own, besides the built-in ones.</summary>
    public IList<RedactionPatternOptions> Patterns { get; } = [];
}

/// <summary>Settings <c>Slack__Redaction__Patterns__n__*</c>: what is found is replaced by a placeholder with this name.</summary>
internal sealed class RedactionPatternOptions
{
    public string? Name { get; set; }

    /// <summary>A regular expression, without what the engine that needs no backtracking lacks.</summary>
    public string? Pattern { get; set; }
}

internal static class RedactionRules
{
    private const int MostPatterns = 50;
    private const int LongestName = 40;
    private const int LongestPattern = 1000;

    public static void Check(SettingFaults faults, RedactionOptions options)
    {
        if (!string.IsNullOrEmpty(options.Enabled) && !bool.TryParse(options.Enabled, out _))
        {
            faults.Add("Redaction:Enabled", options.Enabled, "true or false is needed. Without the setting, secrets are redacted.");
        }

        foreach (var (off, n) in options.Off.Select(static (off, n) => (off, n)).Where(static o => !SecretKinds.All.Contains(o.off, StringComparer.OrdinalIgnoreCase)))
        {
            faults.Add($"Redaction:Off:{n}", off, $"there is no such kind. There are: {string.Join(", ", SecretKinds.All)}.");
        }

        if (options.Patterns.Count > MostPatterns)
        {
            faults.Add("Redaction:Patterns", $"{options.Patterns.Count} patterns", $"at most {MostPatterns} are searched for in every text.");
            return;
        }

        for (var n = 0; n < options.Patterns.Count; n++)
        {
            CheckName(faults, $"Redaction:Patterns:{n}:Name", options.Patterns[n].Name);
            CheckPattern(faults, $"Redaction:Patterns:{n}:Pattern", options.Patterns[n].Pattern);
        }
    }

    private static void CheckName(SettingFaults faults, string path, string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            faults.Add(path, null, "give the name that stands in the place of what was found, for example customer number.");
        }
        else if (name.Length > LongestName || name.AsSpan().ContainsAny('[', ']') || name.Any(char.IsControl))
        {
            faults.Add(path, name, $"at most {LongestName} characters in one line, without square brackets.");
        }
    }

    private static void CheckPattern(SettingFaults faults, string path, string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            faults.Add(path, null, "give a regular expression.");
            return;
        }

        if (pattern.Length > LongestPattern)
        {
            faults.Add(path, $"{pattern[..40]}…", $"it has {pattern.Length} characters, and at most {LongestPattern} are taken.");
            return;
        }

        try
        {
            if (new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant).IsMatch(""))
            {
                faults.Add(path, pattern, "it fits the empty text, so it says nothing.");
            }
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            faults.Add(path, pattern, $"it is no regular expression that can be searched for in linear time (no look-around, back-reference or atomic group): {e.Message}");
        }
    }
}
