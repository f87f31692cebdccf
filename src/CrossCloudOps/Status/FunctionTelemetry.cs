using System.Diagnostics;
using System.Diagnostics.Metrics;
using CrossCloudOps.Telemetry;

namespace CrossCloudOps.Status;

/// <summary>How long each run of a function took, and how it ended.</summary>
internal sealed class FunctionTelemetry(Instrumentation instrumentation, TimeProvider time)
{
    private readonly Histogram<double> _duration = instrumentation.Meter.CreateHistogram<double>(
        "crosscloudops.function.duration", "s", "How long runs of functions took", advice: Durations.OfRuns);

    public async Task<T> RunAsync<T>(string function, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var span = instrumentation.Look("function.run", "function", function);
        var result = "failed";
        try
        {
            var told = await run(cancellationToken);
            result = "ok";
            return told;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            result = "stopped";
            throw;
        }
        catch (Exception e) when (IsTold(span, e))
        {
            throw;
        }
        finally
        {
            _duration.Record(time.GetElapsedTime(began).TotalSeconds, new("function", function), new("result", result));
        }
    }

    private static bool IsTold(Activity? span, Exception exception)
    {
        Instrumentation.Fail(span, exception.GetType().Name);
        return false;
    }
}
