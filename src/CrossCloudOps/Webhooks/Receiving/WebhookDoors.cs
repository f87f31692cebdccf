using CrossCloudOps.Webhooks.Receiving.Signatures;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>A route from the sender's side.</summary>
internal sealed record WebhookDoor(WebhookRoute Route, IWebhookSignature Signature, RouteRate Rate);

internal sealed class WebhookDoors(WebhookRoutes routes, TimeProvider time)
{
    private readonly Dictionary<string, WebhookDoor> _byPath = routes.All.ToDictionary(
        static r => r.Path, r => new WebhookDoor(r, WebhookSignatures.Of(r.Signature), new RouteRate(r.RateLimit, time)));

    public WebhookDoor? ByPath(string path) => _byPath.GetValueOrDefault(path);
}
