using CrossCloudOps.Webhooks.Spooling;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class WebhookSpoolFunctions(SpoolDrainer drainer)
{
    [Function("DrainWebhookSpools")]
    public Task Drain([TimerTrigger("%ForwardSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        drainer.RunAsync(cancellationToken);
}
