using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.SQS.Model;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks;

namespace CrossCloudOps.Tests.Webhooks;

/// <summary>What a sender was told.</summary>
internal sealed record WebhookAnswer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The id of the message that SQS gave.</summary>
    public string Id => Json.GetProperty("id").GetString()!;

    public string Code => Json.GetProperty("error").GetProperty("code").GetString()!;

    public string Message => Json.GetProperty("error").GetProperty("message").GetString()!;
}

/// <summary>An app with one route for webhooks, the queue behind it, and somebody who sends.</summary>
internal sealed class WebhookStack : IAsyncDisposable
{
    public const string Key = "Hook";
    public const string Path = "shop.hook";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 });

    private bool _isStopped;

    private WebhookStack(Stack stack, AppInstance app, QueueAccess queue)
    {
        Stack = stack;
        App = app;
        Queue = queue;
    }

    public Stack Stack { get; }

    public AppInstance App { get; }

    public QueueAccess Queue { get; }

    public Uri Address => new(App.Address, $"/api/hooks/{Path}");

    /// <summary>What was taken in, in its order, as it will be delivered.</summary>
    public IReadOnlyList<ReadWebhook> Taken => [.. Queue.Messages.Select(Read)];

    /// <param name="route">Settings of the route; its scheme is None if none is given. A name that begins with <c>:</c> is no setting of the route.</param>
    public static Task<WebhookStack> StartAsync(params (string Setting, string? Value)[] route) => StartAsync([], route);

    public static async Task<WebhookStack> StartAsync(Dictionary<string, string> queueAttributes, params (string Setting, string? Value)[] route)
    {
        var stack = await Stack.StartAsync();
        var queue = stack.Sqs.CreateQueue("hooks.fifo", queueAttributes);
        var settings = new Dictionary<string, string?>
        {
            [$"Webhooks:Routes:{Key}:Path"] = Path,
            [$"Webhooks:Routes:{Key}:QueueUrl"] = queue.Url,
            [$"Webhooks:Routes:{Key}:Signature:Scheme"] = "None",
        };
        foreach (var (setting, value) in route)
        {
            settings[setting.StartsWith(':') ? setting[1..] : $"Webhooks:Routes:{Key}:{setting}"] = value;
        }

        return new WebhookStack(stack, await AppInstance.StartAsync(stack, settings), queue);
    }

    public Task<WebhookAnswer> PostAsync(string body, params (string Name, string Value)[] headers) => PostAsync(Encoding.UTF8.GetBytes(body), headers);

    public async Task<WebhookAnswer> PostAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await SendAsync(request);
    }

    public async Task<WebhookAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        return new WebhookAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    /// <summary>Ends the app, and with it what it still does.</summary>
    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await App.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await StopAsync();
        await Stack.DisposeAsync();
    }

    private ReadWebhook Read(SqsMessageSnapshot snapshot)
    {
        var message = new Message
        {
            MessageId = snapshot.MessageId,
            Body = snapshot.Body,
            MessageAttributes = snapshot.Attributes.ToDictionary(static a => a.Key, static a => new MessageAttributeValue { DataType = a.Value.DataType, StringValue = a.Value.Text }),
        };
        return WebhookWire.Read(message, [.. snapshot.Attributes.Keys.Where(static name => name != WebhookWire.Attribute)], snapshot.SentAt);
    }
}
