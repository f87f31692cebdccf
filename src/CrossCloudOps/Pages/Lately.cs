namespace CrossCloudOps.Pages;

/// <summary>Stretches of five minutes since 1970, by which everything is kept of which the last hour is told.</summary>
internal static class Lately
{
    /// <summary>An hour, and what began of the next five minutes.</summary>
    public const int Kept = 13;

    private const int Seconds = 300;

    public static int Of(DateTimeOffset moment) => (int)(moment.ToUnixTimeSeconds() / Seconds);

    /// <summary>What was counted within the last hour: sixty minutes, and up to five more.</summary>
    public static double Counted(Series? series, string line, DateTimeOffset now) =>
        series?.Lately?.GetValueOrDefault(line)?.Where(c => c.Key > Of(now) - Kept).Sum(static c => c.Value) ?? 0;
}
