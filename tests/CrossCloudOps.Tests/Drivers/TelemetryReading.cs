using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CrossCloudOps.Telemetry;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>One number that was measured.</summary>
internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, string> Tags);

/// <summary>Hears what one app measures and traces, and no other that runs beside it.</summary>
internal sealed class TelemetryReading : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _traces;
    private readonly ConcurrentQueue<Measured> _measured = new();
    private readonly ConcurrentQueue<Activity> _spans = new();

    public TelemetryReading(AppInstance app)
    {
        var instrumentation = app.Get<Instrumentation>();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == instrumentation.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source == instrumentation.Source,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_traces);
    }

    public IReadOnlyList<Measured> All => [.. _measured];

    /// <summary>Those that ended.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>Everything that would leave the app, as one text.</summary>
    public string Text => string.Join('\n', All.Select(static m => $"{m.Instrument} {m.Value} {string.Join(' ', m.Tags)}").Concat(
        Spans.Select(static s => $"{s.OperationName} {s.DisplayName} {s.StatusDescription} {string.Join(' ', s.TagObjects)} {string.Join(' ', s.Events.Select(static e => e.Name))}")));

    public IReadOnlyList<double> ValuesOf(string instrument, params (string Tag, string Value)[] tags) =>
        [.. All.Where(m => m.Instrument == instrument && tags.All(t => m.Tags.GetValueOrDefault(t.Tag) == t.Value)).Select(static m => m.Value)];

    public double Sum(string instrument, params (string Tag, string Value)[] tags) => ValuesOf(instrument, tags).Sum();

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (name, tag) in tags)
        {
            texts.Add(name, $"{tag}");
        }

        _measured.Enqueue(new Measured(instrument.Name, value, texts));
        TelemetryTable.ShouldAllow(instrument.Name, texts.Keys);
    }
}
