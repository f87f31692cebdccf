using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Telemetry;

namespace CrossCloudOps.Logs;

/// <summary>
/// How much was read of which log group, what was found, and how far it is. Groups go by the name or prefix of the settings: a prefix may
/// stand for thousands, and a sender may name any.
/// </summary>
internal sealed class LogTelemetry(Instrumentation instrumentation, TimeProvider time)
{
    private readonly Counter<long> _scanned = instrumentation.Meter.CreateCounter<long>(
        "crosscloudops.logs.scanned", "{event}", "Events that CloudWatch Logs found for the filter pattern and that were read");

    private readonly Counter<long> _size = instrumentation.Meter.CreateCounter<long>(
        "crosscloudops.logs.scanned.size", "By", "Length of the messages of these events in UTF-8");

    private readonly Counter<long> _errors = instrumentation.Meter.CreateCounter<long>(
        "crosscloudops.logs.errors", "{error}", "Errors that were counted, scanned or sent to us");

    private readonly Gauge<double> _cursorAge = instrumentation.Meter.CreateGauge<double>(
        "crosscloudops.logs.cursor.age", "s", "How far behind now the log group is read; of a prefix, the group that was read last");

    public Activity? Scanning(LogGroup group) => instrumentation.Look("logs.scan", "log_group", group.Name);

    public void Scanned(LogGroup group, IReadOnlyCollection<StreamEvent> events)
    {
        if (events.Count > 0 && (_scanned.Enabled || _size.Enabled))
        {
            _scanned.Add(events.Count, TagOf(group));
            _size.Add(events.Sum(static e => (long)Encoding.UTF8.GetByteCount(e.Event.Message)), TagOf(group));
        }
    }

    public void Found(LogGroup group, IReadOnlyCollection<LogFind> finds)
    {
        if (finds.Count > 0)
        {
            _errors.Add(finds.Sum(static f => f.Marks.Length / EventMark.Bytes), TagOf(group));
            Instrumentation.Keep(Activity.Current);
        }
    }

    public void ReadUpTo(LogGroup group, GroupState state)
    {
        if (state.ReadUpTo is { } upTo)
        {
            _cursorAge.Record((time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(upTo)).TotalSeconds, TagOf(group));
        }
    }

    private static KeyValuePair<string, object?> TagOf(LogGroup group) =>
        new("log_group", group.Settings.Name is { Length: > 0 } ? group.Name : group.Settings.Prefix is { Length: > 0 } prefix ? $"{prefix}*" : "others");
}
