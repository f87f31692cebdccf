using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossCloudOps.Tests.Heartbeats;

/// <summary>The servers that pulses name: one listener that is all of them, and answers each as it is told to; <c>ok</c> else.</summary>
internal sealed class PulseTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();
    private readonly ConcurrentQueue<string> _asked = new();

    private PulseTarget()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(1));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>The hosts that were asked, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public static async Task<PulseTarget> StartAsync()
    {
        var target = new PulseTarget();
        await target._app.StartAsync();
        return target;
    }

    public void Answer(string host, int status, string body = "") => _answers[host] = http =>
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    };

    public void Answer(string host, Func<HttpContext, Task> answer) => _answers[host] = answer;

    public void AnswerWell(string host) => _answers.TryRemove(host, out _);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task HandleAsync(HttpContext http)
    {
        _asked.Enqueue(http.Request.Host.Host);
        // Each check finds its way anew.
        http.Response.Headers.Connection = "close";
        return _answers.TryGetValue(http.Request.Host.Host, out var answer) ? answer(http) : http.Response.WriteAsync("ok");
    }
}
