using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossCloudOps.Tests.Webhooks;

/// <summary>A request as the target got it, and what it answered.</summary>
internal sealed record Delivery(string Body, byte[] Bytes, IReadOnlyDictionary<string, string> Headers, DateTimeOffset At)
{
    public string Id => Headers["webhook-id"];

    public int Status { get; set; }
}

/// <summary>The app behind a route. It answers as it is told to, and can go away and come back at the same address.</summary>
internal sealed class WebhookTarget(TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private WebApplication? _app;
    private int _port;

    /// <summary>All attempts, in the order of their arrival.</summary>
    public IReadOnlyList<Delivery> Attempts => [.. _deliveries];

    /// <summary>Those that it took.</summary>
    public IReadOnlyList<Delivery> Taken => [.. _deliveries.Where(static d => d.Status is >= 200 and < 300)];

    public Uri Url => new($"http://127.0.0.1:{_port}/orders");

    /// <summary>What it answers; it may take its time for that.</summary>
    public Func<Delivery, HttpResponse, Task> Answer { get; set; } = static (_, _) => Task.CompletedTask;

    public static async Task<WebhookTarget> StartAsync(TimeProvider time)
    {
        var target = new WebhookTarget(time);
        await target.UpAsync();
        return target;
    }

    public void AnswerWith(int status) => Answer = (_, response) =>
    {
        response.StatusCode = status;
        return response.WriteAsync($"status {status}");
    };

    public void AnswerWell() => Answer = static (_, _) => Task.CompletedTask;

    public async Task UpAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(1));
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync();
        _port = new Uri(_app.Urls.First()).Port;
    }

    /// <summary>Nobody listens there any more.</summary>
    public async Task DownAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await DownAsync();
        }
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var delivery = new Delivery(System.Text.Encoding.UTF8.GetString(body.ToArray()), body.ToArray(), headers, time.GetUtcNow());
        _deliveries.Enqueue(delivery);
        await Answer(delivery, http.Response);
        delivery.Status = http.Response.StatusCode;
    }
}
