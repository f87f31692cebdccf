namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>
/// A filter pattern in one of its forms: terms, <c>%regular expression%</c>, <c>{ JSON selectors }</c> or <c>[space-delimited fields]</c>.
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html"/>
/// </summary>
internal abstract class FilterPattern
{
    private const int LongestPattern = 1024;

    /// <summary>Matches every event, as an empty pattern does.</summary>
    public static FilterPattern Everything { get; } = new EveryEvent();

    public abstract bool Matches(string message);

    /// <exception cref="FilterPatternException">The pattern cannot be read.</exception>
    public static FilterPattern Parse(string? pattern)
    {
        var text = (pattern ?? string.Empty).Trim();
        if (text.Length > LongestPattern)
        {
            throw new FilterPatternException("A filter pattern has at most 1024 characters.");
        }

        return text switch
        {
            [] => Everything,
            ['{', ..] => JsonPattern.Parse(text),
            ['[', ..] => FieldPattern.Parse(text),
            ['%', ..] => RegexPattern.Parse(text),
            _ => TermPattern.Parse(text),
        };
    }

    private sealed class EveryEvent : FilterPattern
    {
        public override bool Matches(string message) => true;
    }
}
