using System.Globalization;
using CrossCloudOps.Pages;

namespace CrossCloudOps.Webhooks;

/// <summary>How long webhooks of the last hour took from their intake to the target's yes: so many within each of these bounds.</summary>
internal static class RouteLatency
{
    private const double Most = 0.95;

    /// <summary>In seconds. What took longer than the last is beyond telling.</summary>
    private static readonly double[] Bounds =
        [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

    public static string LineOf(WebhookRoute route, TimeSpan latency)
    {
        var bound = Array.FindIndex(Bounds, bound => latency.TotalSeconds <= bound);
        return LineOf(route, bound < 0 ? Bounds.Length : bound);
    }

    /// <summary>Within which time 95 of 100 were delivered; null if none was.</summary>
    public static string? MostWithin(WebhookRoute route, Series? series, DateTimeOffset now)
    {
        var counts = Enumerable.Range(0, Bounds.Length + 1).Select(bound => Lately.Counted(series, LineOf(route, bound), now)).ToList();
        var (all, reached) = (counts.Sum(), 0.0);
        for (var bound = 0; bound < Bounds.Length; bound++)
        {
            reached += counts[bound];
            if (all > 0 && reached >= all * Most)
            {
                return Words(Bounds[bound]);
            }
        }

        return all > 0 ? "over a day" : null;
    }

    private static string Words(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h"),
    };

    private static string LineOf(WebhookRoute route, int bound) => string.Create(CultureInfo.InvariantCulture, $"{route.Key} within {bound}");
}
