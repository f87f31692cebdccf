using Amazon.SQS.Model;
using CrossCloudOps.Playground;
using CrossCloudOps.Playground.Shop;
using CrossCloudOps.Tests.Playground;
using Microsoft.Playwright;

namespace CrossCloudOps.BrowserTests.Drivers;

/// <summary>A playground of its own, and somebody with a browser who looks at it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly Chromium _chromium;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-{Guid.NewGuid():N}");
    private readonly List<IPage> _open = [];

    private Visit(Chromium chromium) => _chromium = chromium;

    public PlaygroundApp Playground { get; private set; } = null!;

    /// <summary>What the playground says of itself, line by line.</summary>
    public SpokenLines Told { get; } = new();

    /// <param name="chromium">The browser.</param>
    /// <param name="shop">Whether the shop is open; without it nothing happens but what the test does.</param>
    /// <param name="faster">So many times faster than the machine's clock.</param>
    public static async Task<Visit> StartAsync(Chromium chromium, bool shop, int faster = 10)
    {
        var visit = new Visit(chromium);
        var time = new FastTime(faster);
        var options = new PlaygroundOptions { Port = 0, SlackPort = 0, AwsPort = 0, Directory = visit._folder };
        visit.Playground = await PlaygroundApp.StartAsync(options, new Teller(visit.Told, time), time, default);
        if (shop)
        {
            visit.Playground.OpenShop();
        }

        return visit;
    }

    /// <summary>The channel, as the operator sees it.</summary>
    public async Task<SlackTab> SlackAsync(ColorScheme scheme = ColorScheme.Light, int width = 1200, int height = 900) =>
        new(await OpenAsync(Playground.Slack.PageUrl, scheme, width, height));

    public async Task<IPage> OpenAsync(Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1200, int height = 900)
    {
        var page = await _chromium.OpenAsync(scheme, width, height);
        _open.Add(page);
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>Straight into a dead-letter queue, as with the AWS CLI.</summary>
    public async Task DieAsync(string queue, params IEnumerable<string> bodies)
    {
        using var sqs = ShopClients.Sqs(Playground.Aws.Endpoint);
        var url = (await sqs.GetQueueUrlAsync(queue)).QueueUrl;
        foreach (var body in bodies)
        {
            await sqs.SendMessageAsync(new SendMessageRequest(url, body));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _open)
        {
            await page.Context.CloseAsync();
        }

        await Playground.DisposeAsync();
        await Told.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
