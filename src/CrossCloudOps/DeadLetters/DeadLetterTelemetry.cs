using System.Diagnostics;
using System.Diagnostics.Metrics;
using CrossCloudOps.Aws;
using CrossCloudOps.Telemetry;

namespace CrossCloudOps.DeadLetters;

/// <summary>What came out of which dead-letter queue, and what went back to which queue.</summary>
internal sealed class DeadLetterTelemetry(Instrumentation instrumentation)
{
    private readonly Counter<long> _collected = instrumentation.Meter.CreateCounter<long>(
        "crosscloudops.dead_letters.collected", "{message}", "Dead letters that were archived and deleted from their queue");

    private readonly Counter<long> _redriven = instrumentation.Meter.CreateCounter<long>(
        "crosscloudops.dead_letters.redriven", "{message}", "Dead letters that were sent to a queue again");

    public Activity? Collecting(DeadLetterQueue queue) => instrumentation.Look("dead_letters.collect", "queue", queue.Name);

    public void Collected(DeadLetterQueue queue, int count)
    {
        _collected.Add(count, new KeyValuePair<string, object?>("queue", queue.Name));
        Instrumentation.Keep(Activity.Current);
    }

    /// <param name="target">The URL of the queue that it was sent to.</param>
    /// <param name="result">SQS's code if it was not sent.</param>
    public void Redriven(string target, string? result) =>
        _redriven.Add(1, new("queue", SqsQueue.NameOf(target)), new("result", result ?? "sent"));
}
