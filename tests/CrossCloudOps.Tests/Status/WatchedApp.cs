using System.Collections.Concurrent;
using CrossCloudOps.Functions;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Emulators;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Tests.Status;

/// <summary>A stack, and outside of it what is told once a minute that the app does its work.</summary>
internal sealed class WatchedApp : IAsyncDisposable
{
    public const string Secret = "b1946ac9-2492-4d23-8c5e-0123456789ab";

    /// <summary>What runs on a plain stack besides the notifier: only dead letters are set up.</summary>
    public static readonly string[] Others = ["CollectDeadLetters", "RunJobs"];

    private readonly ConcurrentQueue<string> _reports = new();

    private WatchedApp(Stack stack, ListeningApp watcher)
    {
        (Stack, Watcher) = (stack, watcher);
        watcher.Respond = http =>
        {
            _reports.Enqueue($"{http.Request.Method} {http.Request.Path}");
            Respond?.Invoke(http);
        };
    }

    public Stack Stack { get; }

    public ListeningApp Watcher { get; }

    public StoreGate Gate { get; } = new();

    public AppInstance App { get; private set; } = null!;

    public Action<HttpContext>? Respond { get; set; }

    public IReadOnlyList<string> Reports => [.. _reports];

    public IReadOnlyList<string> Warnings => [.. Stack.Log.Lines.Where(static l => l.StartsWith("Warning", StringComparison.Ordinal))];

    public static async Task<WatchedApp> StartAsync(params (string Name, string? Value)[] settings)
    {
        var watched = new WatchedApp(await Stack.StartAsync(), await ListeningApp.StartAsync());
        watched.App = await watched.StartOneAsync(watched.Gate, settings);
        return watched;
    }

    /// <summary>One more instance, on the same store.</summary>
    public Task<AppInstance> StartOneAsync(StoreGate? gate = null, params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Problems:ReportTo"] = new Uri(Watcher.Url, $"/ping/{Secret}").ToString() };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return AppInstance.StartAsync(Stack, all, services: services => gate?.Attach(services));
    }

    public async Task RunAsync(params IEnumerable<string> functions)
    {
        foreach (var function in functions)
        {
            await App.RunFunctionAsync(function);
        }
    }

    public Task RunAllAsync() => RunAsync([.. Others, "Notify"]);

    /// <summary>All timer functions, whatever is on.</summary>
    public static IEnumerable<string> Every => TimerFunctions.All.Select(static t => t.Name);

    public void Pass(double minutes) => Stack.Time.Advance(TimeSpan.FromMinutes(minutes));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Watcher.DisposeAsync();
        await Stack.DisposeAsync();
    }
}
