using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>One emulator for each test, and a plain caller of its Web API.</summary>
public abstract class SlackEmulatorTest : IAsyncLifetime
{
    protected const string Alerts = "C0ALERTS";

    protected SlackEmulator Slack { get; private set; } = null!;

    protected HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    protected virtual SlackEmulatorOptions Options { get; } = new();

    public async Task InitializeAsync() => Slack = await SlackEmulator.StartAsync(Options);

    public async Task DisposeAsync()
    {
        await Slack.DisposeAsync();
        Http.Dispose();
    }

    /// <summary>A call with a JSON body, as the app makes most.</summary>
    protected async Task<JsonElement> CallAsync(string method, string json, string? token = "xoxb-emulator")
    {
        using var response = await SendAsync(method, json, token);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    protected async Task<HttpResponseMessage> SendAsync(string method, string json, string? token = "xoxb-emulator")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiUrl, method))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request);
    }

    /// <summary>A call with a form body, as reading methods demand.</summary>
    protected async Task<JsonElement> FormAsync(string method, params (string Name, string Value)[] arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiUrl, method))
        {
            Content = new FormUrlEncodedContent(arguments.Select(one => KeyValuePair.Create(one.Name, one.Value))),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "xoxb-emulator");
        using var response = await Http.SendAsync(request);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    protected async Task<string> PostedAsync(string text, string? threadTs = null)
    {
        var thread = threadTs is null ? "" : $",\"thread_ts\":\"{threadTs}\"";
        var answer = await CallAsync("chat.postMessage", $$"""{"channel":"{{Alerts}}","text":"{{text}}"{{thread}}}""");
        answer.Ok().ShouldBeTrue(answer.GetRawText());
        return answer.Text("ts");
    }

    protected async Task<string> PostedBlocksAsync(string blocks)
    {
        var answer = await CallAsync("chat.postMessage", $$"""{"channel":"{{Alerts}}","text":"fallback","blocks":{{blocks}}}""");
        answer.Ok().ShouldBeTrue(answer.GetRawText());
        return answer.Text("ts");
    }
}
