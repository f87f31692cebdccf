using System.Diagnostics;
using System.Diagnostics.Metrics;
using CrossCloudOps.Telemetry;

namespace CrossCloudOps.Slack;

/// <summary>How long Slack took for each call, and what it said.</summary>
internal sealed class SlackTelemetry(Instrumentation instrumentation, TimeProvider time)
{
    private readonly Histogram<double> _duration = instrumentation.Meter.CreateHistogram<double>(
        "crosscloudops.slack.call.duration", "s", "How long calls of Slack took", advice: Durations.OfCalls);

    /// <param name="method">Of the Web API, for example <c>chat.postMessage</c>; or what is called besides.</param>
    public async Task<SlackAnswer> CallAsync(string method, Func<Task<SlackAnswer>> call)
    {
        var began = time.GetTimestamp();
        using var span = instrumentation.Do("slack.call", ActivityKind.Client, "method", method);
        var answer = await call();
        if (!answer.IsDone)
        {
            Instrumentation.Fail(span, $"{answer.Outcome}");
        }

        _duration.Record(time.GetElapsedTime(began).TotalSeconds, new("method", method), new("result", ResultOf(answer.Outcome)));
        return answer;
    }

    private static string ResultOf(SlackOutcome outcome) => outcome switch
    {
        SlackOutcome.Done => "ok",
        SlackOutcome.RateLimited => "rate_limited",
        SlackOutcome.Refused => "refused",
        _ => "unknown",
    };
}
