using CrossCloudOps.Emulators.Logs;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Logs;

/// <summary>One app that scans log groups, and what it counted and told.</summary>
internal sealed class LogScenario : IAsyncDisposable
{
    public const string Orders = "/aws/lambda/orders";
    private const string Stream = "2026/01/05/[$LATEST]0a1b2c3d";

    private readonly Dictionary<string, string?> _settings;

    private LogScenario(Stack stack, AppInstance app, Dictionary<string, string?> settings)
    {
        Stack = stack;
        App = app;
        _settings = settings;
    }

    public Stack Stack { get; }

    public AppInstance App { get; private set; }

    public LogsEmulator Logs => Stack.Logs;

    public LogGroupAccess Group { get; private set; } = null!;

    public DateTimeOffset Now => Stack.Time.GetUtcNow();

    public IReadOnlyList<PostedMessage> Shown => Stack.Shown;

    /// <param name="settings">Below <c>Logs</c>.</param>
    public static async Task<LogScenario> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, CrashPoint? crash = null)
    {
        var all = new Dictionary<string, string?> { ["DeadLetters:Queues:0:Url"] = null, ["Logs:Groups:0:Name"] = Orders };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[$"Logs:{name}"] = value;
        }

        var stack = await Stack.StartAsync();
        var scenario = new LogScenario(stack, await AppInstance.StartAsync(stack, all, crash), all) { Group = stack.Logs.CreateGroup(Orders) };
        return scenario;
    }

    public string Put(string message, TimeSpan? ago = null, TimeSpan? ingestedAfter = null, string stream = Stream, string group = Orders) =>
        Logs.Group(group).Put(stream, message, Now - (ago ?? TimeSpan.FromSeconds(15)), ingestedAfter);

    /// <summary>A minute later, the timer.</summary>
    public async Task ScanAsync(TimeSpan? later = null)
    {
        Stack.Time.Advance(later ?? TimeSpan.Zero);
        await App.ScanAsync();
    }

    public async Task ScanAndNotifyAsync(TimeSpan? later = null)
    {
        await ScanAsync(later);
        await NotifyAsync();
    }

    /// <summary>Until Slack shows everything.</summary>
    public async Task NotifyAsync()
    {
        for (var runs = 0; runs < 5; runs++)
        {
            Stack.Time.Advance(TimeSpan.FromSeconds(16));
            await App.NotifyAsync();
        }
    }

    /// <summary>The old process is gone; a new one works on the same store.</summary>
    public async Task RestartAsync(CrashPoint? crash = null)
    {
        await App.DisposeAsync();
        // A dead one holds its lease for a minute.
        Stack.Time.Advance(Leases.Duration);
        App = await AppInstance.StartAsync(Stack, _settings, crash);
    }

    public async Task<IReadOnlyList<ErrorRecord>> RecordsAsync(string group = Orders)
    {
        var records = new List<ErrorRecord>();
        await foreach (var listed in App.Store.ListAsync($"{ErrorRecord.Folder}{DocumentName.Segment(group)}/", default))
        {
            records.Add((await App.Store.ReadAsync(listed.Name, LogsJson.Default.ErrorRecord, default))!.Value);
        }

        return records;
    }

    public async Task<long> CountedAsync(string group = Orders) => (await RecordsAsync(group)).Sum(static r => r.Total);

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Stack.DisposeAsync();
    }
}
