using System.Diagnostics;
using OpenTelemetry;

namespace CrossCloudOps.Telemetry;

/// <summary>
/// Takes out of the export what only looked and found nothing: a million runs of timers a month would else be a million traces. How often
/// they ran is in the metrics. Stands before the exporters.
/// </summary>
internal sealed class IdleTraces : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (!Instrumentation.IsBusy(data))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
