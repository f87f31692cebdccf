using System.Globalization;
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
    private readonly Lock _gate = new();
    private readonly Queue<TakenWebhook> _taken = new();
    private bool _isDown;
    private int _count;

    private Warehouse(WebApplication app, Teller teller, TimeProvider time) => (_app, _teller, _time) = (app, teller, time);

    /// <summary>Where it takes webhooks.</summary>
    public Uri Address => new(Page, "/orders");

    /// <summary>What it has taken, for a browser.</summary>
    public Uri Page => new(_app.Urls.First());

    public static async Task<Warehouse> StartAsync(Teller teller, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IHostLifetime, Undisturbed>();
        var warehouse = new Warehouse(builder.Build(), teller, time);
        warehouse._app.Run(context => HttpMethods.IsGet(context.Request.Method) ? warehouse.ShowAsync(context) : warehouse.TakeAsync(context));
        await warehouse._app.StartAsync(cancellationToken);
        return warehouse;
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            await Task.Delay(Works, _time, stopping);
            _teller.Released("The warehouse goes down for a release. Its webhooks are taken in all the same, and wait. Try \"Try now\" or \"Pause\" on their message.");
            Turn(down: true);
            await Task.Delay(Releases, _time, stopping);
            Turn(down: false);
            _teller.Released("The warehouse is back. What waited comes now, in its order: see its page.");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Turn(bool down)
    {
        lock (_gate)
        {
            _isDown = down;
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (Keep(body.RootElement.GetProperty("number").GetInt32(), body.RootElement.GetProperty("customer").GetString()!) is not { } count)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else if (count % 10 == 0)
        {
            _teller.Released(string.Create(CultureInfo.InvariantCulture, $"The warehouse has taken {count} webhooks."));
        }
    }

    /// <summary>How many it has then; null while it is down.</summary>
    private int? Keep(int number, string customer)
    {
        lock (_gate)
        {
            if (_isDown)
            {
                return null;
            }

            _taken.Enqueue(new TakenWebhook(number, customer, _time.GetLocalNow()));
            if (_taken.Count > WarehousePage.MaxShown)
            {
                _taken.Dequeue();
            }

            return ++_count;
        }
    }

    private async Task ShowAsync(HttpContext context)
    {
        string page;
        lock (_gate)
        {
            page = WarehousePage.ToHtml(_isDown, _count, _taken);
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = WarehousePage.Policy;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(page, context.RequestAborted);
    }

    /// <summary>Ctrl+C is the playground's.</summary>
    private sealed class Undisturbed : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
