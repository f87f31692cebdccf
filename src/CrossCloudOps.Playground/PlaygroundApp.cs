using System.Net.Sockets;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Functions;
using CrossCloudOps.LocalHost;
using CrossCloudOps.Playground.Shop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossCloudOps.Playground;

/// <summary>AWS, Slack, the app and the shop in one process: starts them, and stops them in the reverse order.</summary>
internal sealed class PlaygroundApp : IAsyncDisposable
{
    private readonly PlaygroundOptions _options;
    private readonly Teller _teller;
    private readonly TimeProvider _time;
    private readonly Stack<IAsyncDisposable> _running = new();
    private FileStream? _folder;
    private RunningShop? _shop;

    private PlaygroundApp(PlaygroundOptions options, Teller teller, TimeProvider time)
    {
        _options = options;
        _teller = teller;
        _time = time;
    }

    public AwsEmulator Aws { get; private set; } = null!;

    public SlackEmulator Slack { get; private set; } = null!;

    public WebApplication App { get; private set; } = null!;

    public Uri Health => new(new Uri(App.Urls.First()), "/api/health");

    public Uri StatusPage => new(Health, "/api/status");

    public Uri WarehousePage => Warehouse.Page;

    private ShopQueues Queues { get; set; } = null!;

    private Warehouse Warehouse { get; set; } = null!;

    /// <summary>All but customers: for those, see <see cref="OpenShop"/>.</summary>
    /// <exception cref="PlaygroundException">Something that the user can mend, such as a port in use.</exception>
    public static async Task<PlaygroundApp> StartAsync(PlaygroundOptions options, Teller teller, TimeProvider time, CancellationToken cancellationToken)
    {
        var playground = new PlaygroundApp(options, teller, time);
        try
        {
            await playground.StartAsync(cancellationToken);
            return playground;
        }
        catch
        {
            await playground.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets customers in. Apart from the start, so that what comes first can be said first.</summary>
    public void OpenShop() => _shop = RunningShop.Open(Aws.Endpoint, new Uri(App.Urls.First()), Queues, Warehouse, _teller, _time);

    public Task WaitAsync(CancellationToken stop) => App.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        if (App is not null)
        {
            // Its timers end before what they work with goes.
            await App.StopAsync();
        }

        while (_running.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        if (_folder is not null)
        {
            await _folder.DisposeAsync();
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        Aws = await OnPortAsync(_options.AwsPort, "--aws-port", () => AwsEmulator.StartAsync(PlaygroundSettings.Aws(_options.AwsPort, _time), cancellationToken));
        _running.Push(Aws);
        Aws.S3.CreateBucket(Server.Bucket);
        Slack = await OnPortAsync(_options.SlackPort, "--slack-port", () => SlackEmulator.StartAsync(PlaygroundSettings.Slack(_options.SlackPort, _time), cancellationToken));
        _running.Push(Slack);
        _folder = PlaygroundFolder.Take(_options.Directory);

        using (var sqs = ShopClients.Sqs(Aws.Endpoint))
        {
            Queues = await ShopQueues.CreateAsync(sqs, cancellationToken);
        }

        using (var logs = ShopClients.Logs(Aws.Endpoint))
        {
            foreach (var group in Queues.Consumed.Select(LogBook.OfConsumer).Append(Invoices.Group))
            {
                await new LogBook(logs, group, _time).CreateAsync(cancellationToken);
            }
        }

        Warehouse = await Warehouse.StartAsync(_teller, _time, cancellationToken);
        _running.Push(Warehouse);

        App = LocalHostApp.Build(
            new LocalHostOptions { Port = _options.Port },
            PlaygroundSettings.For(_options, Aws.Endpoint, Slack.ApiUrl, Queues, Warehouse.Address),
            (services, configuration) => services.AddSingleton(_time).AddCrossCloudOps(configuration, TimerFunctions.All));
        _running.Push(App);
        await OnPortAsync(_options.Port, "--port", async () =>
        {
            await App.StartAsync(cancellationToken);
            return App;
        });
        Slack.InteractionsUrl = new Uri(new Uri(App.Urls.First()), "/api/slack/interactions");
        Slack.CommandsUrl = new Uri(new Uri(App.Urls.First()), "/api/slack/commands");
        Slack.Pressed += (_, press) => _teller.Pressed(press);
        _running.Push(ChannelWatch.Start(Slack, _teller, _time));
    }

    private static async Task<T> OnPortAsync<T>(int port, string option, Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new PlaygroundException($"Port {port} is in use on 127.0.0.1. Stop what listens there, or choose another port with {option}.", e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new PlaygroundException($"Port {port} may not be used by this account. Choose another port with {option}.", e);
        }
    }
}
