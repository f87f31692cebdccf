namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary><c>%…%</c> alone: "Regular expressions can be used to create standalone filter patterns".</summary>
internal sealed class RegexPattern(PatternRegex regex) : FilterPattern
{
    public static new RegexPattern Parse(string pattern)
    {
        var reader = new PatternReader(pattern);
        var regex = reader.ReadRegex();
        reader.SkipSpace();
        return reader.AtEnd ? new RegexPattern(regex)
            : throw new FilterPatternException("A regular expression outside of { } and [ ] stands alone.");
    }

    public override bool Matches(string message) => regex.Matches(message);
}
