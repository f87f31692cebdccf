using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using CrossCloudOps.Emulators.Logs;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>An emulator with a clock that stands still, and a client that asks once.</summary>
public abstract class LogsEmulatorTest : IAsyncLifetime
{
    protected ManualTime Clock { get; } = new();

    protected LogsEmulator Emulator { get; private set; } = null!;

    protected IAmazonCloudWatchLogs Logs { get; private set; } = null!;

    protected DateTimeOffset Now => Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        Emulator = await LogsEmulator.StartAsync(new LogsEmulatorOptions { TimeProvider = Clock });
        Logs = Client(Emulator.Endpoint);
    }

    public async Task DisposeAsync()
    {
        Logs.Dispose();
        await Emulator.DisposeAsync();
    }

    internal static AmazonCloudWatchLogsClient Client(Uri endpoint, int retries = 0) => new(new BasicAWSCredentials("test", "test"), new AmazonCloudWatchLogsConfig
    {
        ServiceURL = endpoint.ToString(),
        AuthenticationRegion = "eu-central-1",
        MaxErrorRetry = retries,
        MaxStaleConnectionRetries = 0,
        Timeout = TimeSpan.FromSeconds(60),
    });

    /// <summary>All pages, the empty ones too.</summary>
    protected async Task<List<FilterLogEventsResponse>> PagesAsync(FilterLogEventsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<FilterLogEventsResponse> pages = [];
        do
        {
            pages.Add(await Logs.FilterLogEventsAsync(request));
            request.NextToken = pages[^1].NextToken;
        }
        while (request.NextToken is not null);

        return pages;
    }

    protected async Task<List<FilteredLogEvent>> FindAsync(FilterLogEventsRequest request) =>
        [.. (await PagesAsync(request)).SelectMany(static page => page.Events)];

    /// <summary>What a test reads: the messages alone.</summary>
    protected async Task<string[]> MessagesAsync(FilterLogEventsRequest request) => [.. (await FindAsync(request)).Select(static one => one.Message)];
}
