using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CrossCloudOps.Emulators.S3;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Outbound;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Heartbeats;

/// <summary>Servers that pulse into a bucket every ten minutes, an app that watches them, and what it tells.</summary>
internal sealed class HeartbeatScenario : IAsyncDisposable
{
    public const string BucketName = "pulses";

    private readonly Dictionary<string, string?> _settings;
    private readonly ConcurrentDictionary<string, byte> _unresolved = new();
    private readonly HashSet<string> _pulsing = [];
    private int _minute;

    private HeartbeatScenario(Stack stack, PulseTarget target, Dictionary<string, string?> settings)
    {
        Stack = stack;
        Target = target;
        Bucket = stack.S3.CreateBucket(BucketName);
        _settings = settings;
    }

    public Stack Stack { get; }

    public PulseTarget Target { get; }

    public AppInstance App { get; private set; } = null!;

    public BucketAccess Bucket { get; }

    public DateTimeOffset Now => Stack.Time.GetUtcNow();

    /// <summary>Nothing gets out any more, except to Slack and to AWS.</summary>
    public bool IsCutOff { get; set; }

    /// <param name="settings">Below <c>Heartbeats</c>.</param>
    public static async Task<HeartbeatScenario> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, CrashPoint? crash = null, TimeSpan? skew = null)
    {
        var all = new Dictionary<string, string?> { ["DeadLetters:Queues:0:Url"] = null, ["Heartbeats:Bucket"] = BucketName, ["Heartbeats:AllowPrivateTargets"] = "true" };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[$"Heartbeats:{name}"] = value;
        }

        var scenario = new HeartbeatScenario(await Stack.StartAsync(awsSkew: skew), await PulseTarget.StartAsync(), all);
        scenario.App = await scenario.StartAppAsync(crash);
        return scenario;
    }

    public string UrlOf(string host, string path = "/health") => $"http://{host}:{Target.Port}{path}";

    /// <summary>A server uploads its pulse; by itself as the predecessor's servers do.</summary>
    /// <param name="more">More fields: <c>"every": "1m"</c>.</param>
    public void Pulse(string name, string? url = null, string? more = null) =>
        Bucket.Seed($"pulse/{name}.json", $$"""{"url": "{{url ?? UrlOf($"{name}.example")}}", "body": "ok"{{(more is null ? "" : $", {more}")}}}""");

    /// <summary>From now on these pulse every ten minutes.</summary>
    public void Keep(params IEnumerable<string> names) => _pulsing.UnionWith(names);

    public void Stop(string name) => _pulsing.Remove(name);

    public void Unresolve(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _unresolved[$"{name}.example"] = 1;
        }
    }

    public void Resolve() => _unresolved.Clear();

    /// <summary>A round of the timer. The clock stands still meanwhile.</summary>
    public Task RoundAsync() => App.Get<HeartbeatRound>().RunAsync(default);

    /// <summary>Minutes in which servers pulse, the timers run, and Slack is told.</summary>
    public async Task MinutesAsync(int minutes)
    {
        for (var n = 0; n < minutes; n++)
        {
            PassMinute();
            await RoundAsync();
            await App.NotifyAsync();
        }
    }

    /// <summary>Minutes in which servers pulse and nothing of ours runs.</summary>
    public void MinutesWithoutUs(int minutes)
    {
        for (var n = 0; n < minutes; n++)
        {
            PassMinute();
        }
    }

    /// <summary>The old process is gone; a new one works on the same store.</summary>
    public async Task RestartAsync(CrashPoint? crash = null)
    {
        await App.DisposeAsync();
        Stack.Time.Advance(Leases.Duration);
        App = await StartAppAsync(crash);
    }

    public async Task<HeartbeatState> StateAsync() => (await App.Store.ReadAsync(HeartbeatState.Document, HeartbeatsJson.Default.HeartbeatState, default))!.Value;

    /// <summary>What the channel's messages say, oldest first.</summary>
    public IReadOnlyList<string> Told => [.. Stack.Shown.Select(static m => m.Says())];

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Target.DisposeAsync();
        await Stack.DisposeAsync();
    }

    private void PassMinute()
    {
        Stack.Time.Advance(TimeSpan.FromMinutes(1));
        if (_minute++ % 10 == 0)
        {
            foreach (var name in _pulsing)
            {
                Pulse(name);
            }
        }
    }

    private Task<AppInstance> StartAppAsync(CrashPoint? crash) =>
        AppInstance.StartAsync(Stack, _settings, crash, services => services.AddSingleton<HostResolution>(ResolveAsync));

    /// <summary>Every name is this machine's.</summary>
    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IsCutOff || _unresolved.ContainsKey(host)
            ? throw new SocketException((int)SocketError.TryAgain)
            : Task.FromResult<IPAddress[]>([IPAddress.TryParse(host, out var address) ? address : IPAddress.Loopback]);
}
