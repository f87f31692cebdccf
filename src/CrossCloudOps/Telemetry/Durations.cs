using System.Diagnostics.Metrics;

namespace CrossCloudOps.Telemetry;

/// <summary>Bounds of histograms, in seconds: OpenTelemetry's own are meant for milliseconds.</summary>
internal static class Durations
{
    /// <summary>Calls to others, which end by a time-out of half a minute or so.</summary>
    public static InstrumentAdvice<double> OfCalls { get; } = new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };

    /// <summary>Runs, up to the ten minutes of the host.</summary>
    public static InstrumentAdvice<double> OfRuns { get; } = new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 15, 30, 60, 120, 300, 600] };

    /// <summary>What may wait for days.</summary>
    public static InstrumentAdvice<double> OfWaits { get; } = new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 15, 30, 60, 300, 900, 3600, 21_600, 86_400] };
}
