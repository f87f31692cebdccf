using System.Diagnostics.Metrics;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Telemetry;

namespace CrossCloudOps.Heartbeats;

/// <summary>How the heartbeats stand, together: there may be thousands, and their names are not in the settings.</summary>
internal sealed class HeartbeatTelemetry(Instrumentation instrumentation)
{
    private readonly Gauge<int> _watched = instrumentation.Meter.CreateGauge<int>(
        "crosscloudops.heartbeats.watched", "{heartbeat}", "Heartbeats by how they stood at the last look");

    private readonly Gauge<double> _oldest = instrumentation.Meter.CreateGauge<double>(
        "crosscloudops.heartbeats.pulse.age", "s", "Age of the oldest pulse at the last look");

    private readonly Histogram<double> _checks = instrumentation.Meter.CreateHistogram<double>(
        "crosscloudops.heartbeats.check.duration", "s", "How long checks took", advice: Durations.OfCalls);

    public void Checked(CheckResult result) => _checks.Record(result.Took.TotalSeconds, new KeyValuePair<string, object?>("result", result.Failure?.Cause.ToString() ?? "ok"));

    public void Looked(HeartbeatState state)
    {
        if (!_watched.Enabled && !_oldest.Enabled)
        {
            return;
        }

        foreach (var standing in Enum.GetValues<Standing>())
        {
            _watched.Record(state.Pulses.Values.Count(p => p.Standing == standing), new KeyValuePair<string, object?>("standing", $"{standing}"));
        }

        _oldest.Record(state.Pulses.Values.Select(p => (state.At - p.PulsedAt).TotalSeconds).DefaultIfEmpty(0).Max());
    }
}
