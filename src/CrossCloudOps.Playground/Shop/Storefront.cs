using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Playground.Shop;

/// <summary>The shop's front end, somebody else's: it tells of paid orders by webhooks, signed as Shopify signs them.</summary>
internal sealed class Storefront(Uri hooks, Teller teller, TimeProvider time)
{
    public const string Route = "Storefront";
    public const string Secret = "playground-storefront-secret";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private static readonly string[] Customers = ["ada", "björn", "chloé"];

    public async Task RunAsync(CancellationToken stopping)
    {
        using var http = new HttpClient();
        for (var n = 1; ; n++)
        {
            while (!await SendAsync(http, n, stopping))
            {
                await Task.Delay(AfterFailure, time, stopping);
            }

            await Task.Delay(Every, time, stopping);
        }
    }

    /// <summary>As senders do, it sends again what was not taken.</summary>
    private async Task<bool> SendAsync(HttpClient http, int n, CancellationToken stopping)
    {
        try
        {
            using var request = Request(n);
            using var response = await http.SendAsync(request, stopping);
            if (!response.IsSuccessStatusCode)
            {
                teller.Released($"The storefront's webhook {n} was answered with {(int)response.StatusCode}; it sends it again.");
            }

            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException e)
        {
            teller.Released($"The storefront's webhook {n} could not be sent ({e.Message}); it sends it again.");
            return false;
        }
    }

    private HttpRequestMessage Request(int n)
    {
        var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"topic":"orders/paid","number":{{n}},"customer":"{{Customers[n % Customers.Length]}}"}"""));
        var request = new HttpRequestMessage(HttpMethod.Post, hooks) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Shopify-Webhook-Id", string.Create(CultureInfo.InvariantCulture, $"storefront-{n}"));
        request.Headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
        return request;
    }
}
