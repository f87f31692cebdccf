using CrossCloudOps.Webhooks.Forwarding;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class WebhookForwardFunctions(Forwarder forwarder)
{
    [Function("ForwardWebhooks")]
    public Task Forward([TimerTrigger("%ForwardSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        forwarder.RunAsync(cancellationToken);
}
