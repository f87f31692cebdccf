using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CrossCloudOps.Telemetry;

/// <summary>
/// The one meter and the one source of traces of this app. Each feature keeps its own instruments on them. Tags are names of the settings
/// (queue, route, log group) and outcomes; never ids in metrics, never a body, an address or a message of an exception anywhere.
/// </summary>
internal sealed class Instrumentation(IMeterFactory meters) : IDisposable
{
    public const string Name = "CrossCloudOps";

    /// <summary>Set on a span in which something happened; <see cref="IdleTraces"/> drops those without.</summary>
    private const string Busy = "busy";

    public Meter Meter { get; } = meters.Create(Name);

    public ActivitySource Source { get; } = new(Name);

    /// <summary>A span that is worth keeping only if something happens in it.</summary>
    public Activity? Look(string name, string tag, string value) => Source.StartActivity(name)?.SetTag(tag, value);

    /// <summary>A span that is always kept, as are those around it.</summary>
    public Activity? Do(string name, ActivityKind kind, string tag, string value)
    {
        var activity = Source.StartActivity(name, kind)?.SetTag(tag, value);
        Keep(activity);
        return activity;
    }

    /// <summary>Something happened in this span, and so in those around it.</summary>
    public static void Keep(Activity? activity)
    {
        for (var span = activity; span is not null && span.GetCustomProperty(Busy) is null; span = span.Parent)
        {
            span.SetCustomProperty(Busy, Busy);
        }
    }

    /// <summary>The span failed. Only a code is told: an exception's message may quote what came from outside.</summary>
    public static void Fail(Activity? activity, string code)
    {
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", code);
        Keep(activity);
    }

    public static bool IsBusy(Activity activity) => activity.GetCustomProperty(Busy) is not null;

    public void Dispose() => Source.Dispose();
}
