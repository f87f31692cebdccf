using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Playground.Shop;

/// <summary>What the webhooks are for: an application of the shop's own, which is now and then down for a release.</summary>
internal sealed class Warehouse : IAsyncDisposable
{
    private static readonly TimeSpan Works = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Releases = TimeSpan.FromSeconds(45);

    private readonly WebApplication _app;
    private readonly Teller _teller;
    private readonly TimeProvider _time;
    private volatile bool _isDown;
    private int _taken;

    private Warehouse(WebApplication app, Teller teller, TimeProvider time) => (_app, _teller, _time) = (app, teller, time);

    /// <summary>Where it takes webhooks.</summary>
    public Uri Address => new(new Uri(_app.Urls.First()), "/orders");

    public static async Task<Warehouse> StartAsync(Teller teller, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IHostLifetime, Undisturbed>();
        var warehouse = new Warehouse(builder.Build(), teller, time);
        warehouse._app.Run(warehouse.TakeAsync);
        await warehouse._app.StartAsync(cancellationToken);
        return warehouse;
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            await Task.Delay(Works, _time, stopping);
            _teller.Released("The warehouse goes down for a release. Its webhooks are taken in all the same, and wait.");
            _isDown = true;
            await Task.Delay(Releases, _time, stopping);
            _isDown = false;
            _teller.Released("The warehouse is back. What waited comes now, in its order.");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (_isDown)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var number = body.RootElement.GetProperty("number").GetInt32();
        if (Interlocked.Increment(ref _taken) is var taken && taken % 10 == 0)
        {
            _teller.Released($"The warehouse has taken {taken} webhooks, number {number} last.");
        }
    }

    /// <summary>Ctrl+C is the playground's.</summary>
    private sealed class Undisturbed : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
