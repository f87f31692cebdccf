using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>A request as it comes over the wire: each header as often as it is given.</summary>
internal sealed record SignedRequest(byte[] Body, IReadOnlyList<string> Timestamps, IReadOnlyList<string> Signatures);

/// <summary>Says to one app what Slack would say, or what somebody else would who is not Slack.</summary>
internal sealed class SlackCaller(AppInstance app, Stack stack) : IDisposable
{
    private const string Secret = "emulator-signing-secret";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public static byte[] Form(string payload) => Encoding.ASCII.GetBytes($"payload={Uri.EscapeDataString(payload)}");

    /// <summary>A press as Slack tells it; a property of the payload can be replaced.</summary>
    public static JsonObject Press(string actionId, string value, string user = Stack.Operator, string? responseUrl = null) => new()
    {
        ["type"] = "block_actions",
        ["team"] = new JsonObject { ["id"] = "T0CROSSCLOUD" },
        ["user"] = new JsonObject { ["id"] = user, ["team_id"] = "T0CROSSCLOUD" },
        ["container"] = new JsonObject { ["type"] = "message", ["channel_id"] = Stack.Channel, ["message_ts"] = "1.000001" },
        ["response_url"] = responseUrl,
        ["actions"] = new JsonArray(new JsonObject { ["action_id"] = actionId, ["value"] = value, ["action_ts"] = Guid.NewGuid().ToString() }),
    };

    public SignedRequest Sign(byte[] body, TimeSpan ago = default, string secret = Secret)
    {
        var seconds = (stack.Time.GetUtcNow() - ago).ToUnixTimeSeconds();
        return new SignedRequest(body, [seconds.ToString(CultureInfo.InvariantCulture)], [SlackRequestSigner.Sign(secret, seconds, body)]);
    }

    public SignedRequest Sign(JsonObject payload) => Sign(Form(payload.ToJsonString()));

    public async Task<(HttpStatusCode Status, string Text)> SendAsync(SignedRequest request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, "/api/slack/interactions")) { Content = new ByteArrayContent(request.Body) };
        message.Headers.TryAddWithoutValidation(SlackRequestSigner.TimestampHeader, request.Timestamps);
        message.Headers.TryAddWithoutValidation(SlackRequestSigner.SignatureHeader, request.Signatures);
        using var response = await _http.SendAsync(message);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
