using System.Net;
using System.Text.Json;
using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Logs.Receiving;

/// <summary>What a sender of logs was told.</summary>
internal sealed record LogsAnswer(HttpStatusCode Status, string Text, string? ContentType, long? Length)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? RequestId => Json.TryGetProperty("requestId", out var id) ? id.GetString() : null;

    public string? Error => Json.TryGetProperty("errorMessage", out var message) ? message.GetString() : null;

    public string Code => Json.GetProperty("error").GetProperty("code").GetString()!;
}

/// <summary>An app that receives logs, and somebody who sends.</summary>
internal sealed class LogsStack : IAsyncDisposable
{
    public const string Key = "an-access-key-of-firehose";
    public const string OtherKey = "the-next-key-of-firehose";
    public const string Arn = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/errors";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private AppInstance _app;

    private LogsStack(Stack stack, AppInstance app) => (Stack, _app) = (stack, app);

    public Stack Stack { get; }

    public AppInstance App => _app;

    public IDocumentStore Store => _app.Store;

    public static async Task<LogsStack> StartAsync(CrashPoint? crash = null, Action<IServiceCollection>? services = null, params (string Name, string? Value)[] settings)
    {
        var stack = await Stack.StartAsync();
        return new LogsStack(stack, await AppInstance.StartAsync(stack, Settings(settings), crash, services));
    }

    /// <summary>Another process on the same store.</summary>
    public async Task RestartAsync()
    {
        await _app.DisposeAsync();
        _app = await AppInstance.StartAsync(Stack, Settings([]));
    }

    public Task<LogsAnswer> FirehoseAsync(FirehoseBatch batch) => PostAsync("firehose", batch.Body, batch.Headers);

    public async Task<LogsAnswer> PostAsync(string route, byte[] body, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Address, $"/api/logs/{route}")) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request);
        var length = response.Content.Headers.ContentLength;
        return new LogsAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(), length);
    }

    /// <summary>What waits to be counted, by the name of its document below <c>logs/inbox/</c>.</summary>
    public async Task<IReadOnlyDictionary<string, LogArrival>> ArrivedAsync()
    {
        var arrived = new Dictionary<string, LogArrival>();
        foreach (var document in await Store.ListAsync(LogInbox.Folder, default).ToListAsync())
        {
            arrived[document.Name[LogInbox.Folder.Length..]] = (await Store.ReadAsync(document.Name, LogsJson.Default.LogArrival, default))!.Value;
        }

        return arrived;
    }

    public async Task<IReadOnlyList<UnreadableRecords>> UnreadableAsync()
    {
        var documents = await Store.ListAsync(UnreadableRecords.Folder, default).ToListAsync();
        return [.. await Task.WhenAll(documents.Select(async d => (await Store.ReadAsync(d.Name, LogsJson.Default.UnreadableRecords, default))!.Value))];
    }

    /// <summary>The only kind of error that arrived.</summary>
    public async Task<LogFind> OnlyFindAsync() => (await ArrivedAsync()).ShouldHaveSingleItem().Value.Finds.ShouldHaveSingleItem();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await Stack.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(IEnumerable<(string Name, string? Value)> changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Logs:Groups:0:Prefix"] = "/aws/lambda/",
            ["Logs:Groups:0:Received"] = "true",
            ["Logs:AccessKeys:0"] = Key,
            ["Logs:AccessKeys:1"] = OtherKey,
        };
        foreach (var (name, value) in changes)
        {
            settings[name] = value;
        }

        return settings;
    }
}
