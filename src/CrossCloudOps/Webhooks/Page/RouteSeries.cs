using CrossCloudOps.Pages;

namespace CrossCloudOps.Webhooks.Page;

/// <summary>What the series say of one route.</summary>
internal sealed class RouteSeries(WebhookRoute route, Series? series, DateTimeOffset now)
{
    public IReadOnlyList<double> Taken => Counted(RouteHistory.TakenOf(route));

    public IReadOnlyList<double> Delivered => Counted(RouteHistory.DeliveredOf(route));

    public IReadOnlyList<double> Failed => Counted(RouteHistory.FailedOf(route));

    public double TakenLately => Lately.Counted(series, RouteHistory.TakenOf(route), now);

    public double DeliveredLately => Lately.Counted(series, RouteHistory.DeliveredOf(route), now);

    /// <summary>From the intake to the target's yes, of 95 of 100.</summary>
    public string? MostWithin => RouteLatency.MostWithin(route, series, now);

    /// <summary>Null while nothing was measured.</summary>
    public double? Waiting => series?.Measured.GetValueOrDefault(RouteHistory.WaitingOf(route)) is { } measured ? Hours.Measured(measured, now)[^1] : series is null ? null : 0;

    private IReadOnlyList<double> Counted(string line) => Hours.Counted(series?.Counted.GetValueOrDefault(line), now);
}
