namespace CrossCloudOps.Pages;

/// <summary>Hours since 1970, by which everything is kept that is shown over a day.</summary>
internal static class Hours
{
    public const int Shown = 24;

    public static int Of(DateTimeOffset moment) => (int)(moment.ToUnixTimeSeconds() / 3600);

    /// <summary>What was counted in each of the last hours, the present one last.</summary>
    public static IReadOnlyList<double> Counted<T>(IReadOnlyDictionary<int, T>? hours, DateTimeOffset now)
        where T : struct, IConvertible =>
        [.. Enumerable.Range(Of(now) - Shown + 1, Shown).Select(hour => hours is not null && hours.TryGetValue(hour, out var n) ? n.ToDouble(null) : 0)];

    /// <summary>What was measured in each of the last hours: as long as nothing else was measured, it stayed what it was.</summary>
    public static IReadOnlyList<double> Measured(IReadOnlyDictionary<int, double>? hours, DateTimeOffset now)
    {
        var first = Of(now) - Shown + 1;
        var value = hours?.Where(h => h.Key < first).OrderByDescending(static h => h.Key).Select(static h => h.Value).FirstOrDefault() ?? 0;
        var values = new double[Shown];
        for (var n = 0; n < Shown; n++)
        {
            value = hours is not null && hours.TryGetValue(first + n, out var measured) ? measured : value;
            values[n] = value;
        }

        return values;
    }
}
