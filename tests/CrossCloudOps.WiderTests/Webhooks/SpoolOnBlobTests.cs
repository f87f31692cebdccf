using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Webhooks.Spooling;
using CrossCloudOps.Webhooks.Receiving;
using CrossCloudOps.WiderTests.Storage;
using static CrossCloudOps.Tests.Webhooks.Spooling.SpoolScenario;

namespace CrossCloudOps.WiderTests.Webhooks;

/// <summary>The spool on the Blob service, on whose conditions it relies.</summary>
public sealed class SpoolOnBlobTests : IClassFixture<Azurite>
{
    private readonly Dictionary<string, string?> _settings;

    public SpoolOnBlobTests(Azurite azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        _settings = new()
        {
            ["Storage:Directory"] = null,
            ["Storage:Container"] = $"test-{Guid.NewGuid():N}",
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
        };
    }

    [PeerFact("azurite")]
    public async Task What_two_instances_spool_arrives_in_order_and_the_spool_ends()
    {
        await using var stack = await Stack.StartAsync();
        await using var one = await stack.StartHooksAsync(Short, settings: _settings);
        await using var other = await stack.StartHooksAsync(Short, settings: _settings);
        var names = Names(40, groups: 3);
        stack.StopSqs();
        for (var n = 0; n < names.Count; n++)
        {
            await (n % 3 == 0 ? one : other).SpoolAsync(names[n]);
        }

        var segments = await one.DocumentsAsync("spool/orders/0");
        stack.ResumeSqs();
        await Task.WhenAll(one.DrainAsync(), other.DrainAsync());
        await one.DrainAsync();
        var direct = await one.PublishAsync("a:99999");

        segments.Count.ShouldBeGreaterThan(5);
        direct.ShouldBeOfType<PublishResult.Queued>();
        stack.Arrived().ShouldBe([.. names, "a:99999"]);
        await one.ShouldBeDrainedAsync();
    }

    [PeerFact("azurite")]
    public async Task What_is_taken_in_while_it_is_drained_arrives_behind_the_others()
    {
        await using var stack = await Stack.StartAsync();
        await using var one = await stack.StartHooksAsync(settings: _settings);
        await using var other = await stack.StartHooksAsync(settings: _settings);
        var late = Enumerable.Range(0, 100).Select(static n => $"a:{90000 + n}").ToList();
        stack.StopSqs();
        await one.SpoolAsync(Names(200));
        stack.ResumeSqs();

        var draining = one.DrainAsync();
        foreach (var name in late)
        {
            (await other.PublishAsync(name)).ShouldNotBeOfType<PublishResult.Unavailable>();
        }

        await draining;
        await one.DrainAsync();

        stack.Arrived().ShouldBe([.. Names(200), .. late]);
        await one.ShouldBeDrainedAsync();
    }
}
