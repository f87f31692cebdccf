using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Functions;
using CrossCloudOps.LocalHost;
using CrossCloudOps.LocalHost.Invocation;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using CrossCloudOps.Webhooks.Forwarding;
using CrossCloudOps.Webhooks.Spooling;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>
/// One running app on a stack: the real functions in the real local host. Its timers never tick by themselves; a test runs what
/// they run.
/// </summary>
internal sealed class AppInstance : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Stack _stack;

    private AppInstance(WebApplication app, Stack stack)
    {
        _app = app;
        _stack = stack;
    }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    public IDocumentStore Store => _app.Services.GetRequiredService<IDocumentStore>();

    public static async Task<AppInstance> StartAsync(Stack stack, IReadOnlyDictionary<string, string?>? settings = null, CrashPoint? crash = null, Action<IServiceCollection>? services = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(stack.Settings(settings)).Build();
        var app = LocalHostApp.Build(new LocalHostOptions { Port = 0 }, configuration, (all, _) =>
        {
            all.Remove(all.Single(static s => s.ImplementationFactory?.Method.ReturnType == typeof(CrossCloudOps.LocalHost.Timers.TimerFunctions)));
            all.AddLogging(logging => logging.ClearProviders().AddProvider(stack.Log));
            all.AddSingleton<TimeProvider>(stack.Time);
            all.AddCrossCloudOps(configuration, TimerFunctions.All);
            services?.Invoke(all);
            crash?.Attach(all);
        });
        stack.Access.Deploy(configuration);
        await app.StartAsync();
        return new AppInstance(app, stack);
    }

    public Task CollectAsync() => _stack.Time.RunAsync(Get<DeadLetterCollector>().RunAsync(default));

    public Task NotifyAsync() => _stack.Time.RunAsync(Get<Notifier>().RunAsync(default));

    public Task ForwardAsync() => _stack.Time.RunAsync(Get<Forwarder>().RunAsync(default));

    public Task ScanAsync() => _stack.Time.RunAsync(Get<LogScanner>().RunAsync(default));

    /// <summary>Runs a timer's function as the host would.</summary>
    public async Task RunFunctionAsync(string name)
    {
        var function = FunctionCatalog.Find(typeof(TimerFunctions).Assembly.GetTypes()).Single(f => f.Name == name);
        await using var run = new FunctionRun(function, Get<IServiceScopeFactory>(), new Dictionary<string, object?>(), default);
        await _stack.Time.RunAsync(run.InvokeAsync(new TimerInfo()));
    }

    /// <summary>What is looked through once a day.</summary>
    public Task SweepAsync() => _stack.Time.RunAsync(Get<DailySweep>().RunAsync(default));

    public Task ResumeAsync() => _stack.Time.RunAsync(Get<SlackJobs>().ResumeAllAsync(default));

    public Task RunBulkAsync() => _stack.Time.RunAsync(Get<BulkRunner>().RunAllAsync(default));

    /// <summary>Brings what is spooled to its queues. The clock stands still meanwhile: nothing there waits for it.</summary>
    public Task DrainAsync() => Get<SpoolDrainer>().RunAsync(default);

    /// <summary>What the timers do over a while, until everything that can be done without a person is done.</summary>
    public async Task SettleAsync(int rounds = 4)
    {
        for (var round = 0; round < rounds; round++)
        {
            await CollectAsync();
            await ResumeAsync();
            await RunBulkAsync();
            await NotifyAsync();
            _stack.Time.Advance(TimeSpan.FromSeconds(31));
        }
    }

    public async Task CollectAndNotifyAsync()
    {
        await CollectAsync();
        await NotifyAsync();
    }

    /// <summary>Presses a button of the only message in the channel, as Slack would send it.</summary>
    public Task<InteractionResult> PressAsync(string actionId, string user = Stack.Operator, PostedMessage? on = null, string? value = null)
    {
        _stack.Slack.InteractionsUrl = new Uri(Address, "/api/slack/interactions");
        return _stack.Slack.PressAsync(user, Stack.Channel, (on ?? _stack.OnlyShown).Ts, actionId, value);
    }

    /// <summary>Types a slash command into the channel.</summary>
    public Task<InteractionResult> CommandAsync(string text, string user = Stack.Operator)
    {
        _stack.Slack.CommandsUrl = new Uri(Address, "/api/slack/commands");
        return _stack.Slack.CommandAsync(user, Stack.Channel, "/ops", text);
    }

    public Task<InteractionResult> SendBackAsync(string user = Stack.Operator) => PressAsync(SendBackAction.Id, user);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
