using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using CrossCloudOps.Telemetry;
using CrossCloudOps.Webhooks.Forwarding;

namespace CrossCloudOps.Webhooks;

/// <summary>What came in at which route, and how it went on from there.</summary>
internal sealed class WebhookTelemetry(Instrumentation instrumentation, RouteHistory history, TimeProvider time)
{
    private readonly Counter<long> _received = instrumentation.Meter.CreateCounter<long>(
        "crosscloudops.webhooks.received", "{webhook}", "Webhooks that were answered, taken or not");

    private readonly Counter<long> _spooled = instrumentation.Meter.CreateCounter<long>(
        "crosscloudops.webhooks.spooled", "{webhook}", "Webhooks that were kept here because SQS did not take them");

    private readonly Counter<long> _forwarded = instrumentation.Meter.CreateCounter<long>(
        "crosscloudops.webhooks.forwarded", "{webhook}", "Webhooks that their target took");

    private readonly Histogram<double> _request = instrumentation.Meter.CreateHistogram<double>(
        "crosscloudops.webhooks.delivery.duration", "s", "How long targets took to answer", advice: Durations.OfCalls);

    private readonly Histogram<double> _latency = instrumentation.Meter.CreateHistogram<double>(
        "crosscloudops.webhooks.delivery.latency", "s", "From the intake to the target's yes", advice: Durations.OfWaits);

    private readonly Gauge<double> _headAge = instrumentation.Meter.CreateGauge<double>(
        "crosscloudops.webhooks.head.age", "s", "Age of the oldest message that was received of the queue last; 0 if it was empty");

    /// <param name="route">Null: no route has this path, which anybody may have made up.</param>
    public void Received(WebhookRoute? route, HttpStatusCode status)
    {
        _received.Add(1, new("route", route?.Key ?? "none"), new("status", (int)status));
        if (route is not null && status == HttpStatusCode.Accepted)
        {
            history.Taken(route);
        }
    }

    public void Spooled(WebhookRoute route) => _spooled.Add(1, new KeyValuePair<string, object?>("route", route.Key));

    /// <summary>One POST, with its span.</summary>
    public async Task<DeliveryAnswer> DeliverAsync(WebhookRoute route, Webhook webhook, Func<Task<DeliveryAnswer>> post)
    {
        var began = time.GetTimestamp();
        using var span = instrumentation.Do("webhooks.deliver", ActivityKind.Client, "route", route.Key)?.SetTag("webhook.id", webhook.Id);
        var answer = await post();
        var verdict = DeliveryPolicy.Judge(route, answer);
        _request.Record(time.GetElapsedTime(began).TotalSeconds, new("route", route.Key), new("result", ResultOf(verdict)), new("code", answer.Code));
        if (verdict == DeliveryVerdict.Delivered)
        {
            _forwarded.Add(1, new KeyValuePair<string, object?>("route", route.Key));
            var latency = time.GetUtcNow() - webhook.ReceivedAt;
            _latency.Record(latency.TotalSeconds, new KeyValuePair<string, object?>("route", route.Key));
            history.Delivered(route, latency);
        }
        else
        {
            Instrumentation.Fail(span, answer.Code);
            history.Failed(route);
        }

        return answer;
    }

    public void Head(WebhookRoute route, IEnumerable<HeldMessage> received) =>
        _headAge.Record(
            received.Select(m => (time.GetUtcNow() - m.SentAt).TotalSeconds).DefaultIfEmpty(0).Max(),
            new KeyValuePair<string, object?>("route", route.Key));

    private static string ResultOf(DeliveryVerdict verdict) => verdict switch
    {
        DeliveryVerdict.Delivered => "delivered",
        DeliveryVerdict.Down => "down",
        DeliveryVerdict.Refused => "refused",
        _ => "hopeless",
    };
}
