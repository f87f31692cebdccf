using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Logs.Receiving;

namespace CrossCloudOps.Tests.Logs.Scanning;

/// <summary>What was sent to us is counted by the scan.</summary>
public sealed class InboxTests
{
    private const string Orders = "/aws/lambda/orders";

    [Fact]
    public async Task What_firehose_brought_is_told_in_slack()
    {
        await using var logs = await LogsStack.StartAsync();
        await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Record("ERROR cannot save the order 1", "ERROR cannot save the order 2")));

        await logs.App.ScanAsync();
        await logs.App.NotifyAsync();

        logs.Stack.OnlyShown.Says().ShouldContain("cannot save the order 2");
        logs.Stack.OnlyShown.Says().ShouldContain("*2 times*");
        (await logs.ArrivedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_that_come_again_do_not_count_again_whatever_the_request_is_called()
    {
        await using var logs = await LogsStack.StartAsync();
        var record = FirehoseBatch.Record("ERROR cannot save the order 1", "ERROR cannot save the order 2");
        await logs.FirehoseAsync(new FirehoseBatch(record));
        await logs.App.ScanAsync();

        await logs.FirehoseAsync(new FirehoseBatch(record));
        await logs.FirehoseAsync(new FirehoseBatch(record, FirehoseBatch.Record(Orders, "another-stream", 1, "ERROR cannot save the order 3")) { RequestId = "another", HeaderId = "another" });
        await logs.App.ScanAsync();

        (await CountedAsync(logs.Store)).ShouldBe(3);
        (await logs.ArrivedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Each_event_counts_once_whenever_the_process_dies(int seed)
    {
        var random = new Random(seed);
        await using var logs = await LogsStack.StartAsync();
        var sent = new HashSet<int>();
        for (var round = 0; round < 8; round++)
        {
            for (var n = 0; n < 3; n++)
            {
                // Some events come twice, in requests of different names.
                var first = random.Next(40);
                sent.UnionWith(Enumerable.Range(first, 5));
                var id = $"request-{round}-{n}";
                await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Record(Orders, "stream", first, Enumerable.Range(first, 5).Select(static e => $"ERROR kind {(char)('a' + (e % 3))}"))) { RequestId = id, HeaderId = id });
            }

            await DieAsync(logs, random);
        }

        await logs.App.ScanAsync();

        (await logs.ArrivedAsync()).ShouldBeEmpty();
        (await CountedAsync(logs.Store)).ShouldBe(sent.Count);
    }

    /// <summary>Another process on the same store scans and dies on the way.</summary>
    private static async Task DieAsync(LogsStack logs, Random random)
    {
        var crash = new CrashPoint(random.Next(3, 90), afterEffect: random.Next(2) == 0);
        await using (var app = await AppInstance.StartAsync(logs.Stack, new Dictionary<string, string?> { ["Logs:Groups:0:Prefix"] = "/aws/lambda/", ["Logs:Groups:0:Received"] = "true", ["Logs:AccessKeys:0"] = LogsStack.Key }, crash))
        {
            try
            {
                await app.ScanAsync();
            }
            catch (ProcessDiedException)
            {
                // That is what this is about.
            }
        }

        logs.Stack.Time.Advance(Leases.Duration);
    }

    private static async Task<long> CountedAsync(IDocumentStore store)
    {
        var count = 0L;
        await foreach (var listed in store.ListAsync(ErrorRecord.Folder, default))
        {
            count += (await store.ReadAsync(listed.Name, LogsJson.Default.ErrorRecord, default))!.Value.Total;
        }

        return count;
    }
}
