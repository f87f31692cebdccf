using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CrossCloudOps.Outbound;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>
/// POSTs one webhook to its target, with its id, the time of the attempt and, if there are secrets for it, signatures as in Standard Webhooks.
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"/>
/// </summary>
internal sealed class WebhookDelivery(IHttpClientFactory clients, WebhookTelemetry telemetry, TimeProvider time) : IDisposable
{
    private const int LongestExcerpt = 2048;

    private readonly HttpClient _public = clients.CreateClient(OutboundClients.Public);
    private readonly HttpClient _allowPrivate = clients.CreateClient(OutboundClients.AllowPrivate);

    public Task<DeliveryAnswer> PostAsync(WebhookRoute route, Webhook webhook, CancellationToken cancellationToken) =>
        telemetry.DeliverAsync(route, webhook, () => SendAsync(route, webhook, cancellationToken));

    private async Task<DeliveryAnswer> SendAsync(WebhookRoute route, Webhook webhook, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(route.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(route, webhook);
            using var response = await (route.AllowPrivateTargets ? _allowPrivate : _public).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var excerpt = response.IsSuccessStatusCode ? "" : await ExcerptAsync(response.Content, either.Token);
            return new DeliveryAnswer((int)response.StatusCode, $"HTTP {(int)response.StatusCode}", excerpt, RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryAnswer(null, "timeout", $"No answer within {route.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.", null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return e.InnerException is TargetRefusedException refused
                ? new DeliveryAnswer(null, "refused by us", refused.IsNeverAllowed ? $"{refused.Message}." : $"{refused.Message} To allow it: {WebhooksOptions.Section}__Routes__{route.Key}__{nameof(WebhookRouteOptions.AllowPrivateTargets)}.", null)
                : new DeliveryAnswer(null, e is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http ? $"{http.HttpRequestError}" : "broken connection", e.Message, null);
        }
    }

    public void Dispose()
    {
        _public.Dispose();
        _allowPrivate.Dispose();
    }

    private HttpRequestMessage Request(WebhookRoute route, Webhook webhook)
    {
        var content = new ReadOnlyMemoryContent(webhook.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", webhook.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, route.Target) { Content = content };
        foreach (var (name, value) in webhook.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("webhook-id", webhook.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp);
        if (route.ForwardingKeys.Count > 0)
        {
            byte[] signed = [.. Encoding.UTF8.GetBytes($"{webhook.Id}.{timestamp}."), .. webhook.Body.Span];
            request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', route.ForwardingKeys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}")));
        }

        return request;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var after = header?.Delta ?? header?.Date - time.GetUtcNow();
        return after > TimeSpan.Zero ? after : null;
    }

    /// <summary>The beginning of the answer. Whatever it is, no more of it is read.</summary>
    private static async Task<string> ExcerptAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var bytes = new byte[LongestExcerpt];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return "";
        }
    }
}
