using System.Globalization;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Scanning;

/// <summary>
/// Random events, with random delays until they can be read, split into random pages, with throttling and deaths: each is counted once.
/// More of them: CROSSCLOUDOPS_REPLAYS=50 dotnet test --filter ReplayTests
/// </summary>
public sealed class ReplayTests
{
    private const int Rounds = 8;
    private const int MostRoundsAfter = 100;

    /// <summary>Words that no masking makes alike.</summary>
    private static readonly string[] Kinds = ["cannot save", "no such customer", "payment refused", "disk is full", "queue is gone"];

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("CROSSCLOUDOPS_REPLAYS") ?? "2", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Each_event_counts_once_however_it_comes_and_whenever_the_process_dies(int seed)
    {
        var random = new Random(seed);
        await using var logs = await LogScenario.StartAsync();
        logs.Logs.SplitPages(seed, random.Next(2, 12));
        if (random.Next(2) == 0)
        {
            logs.Logs.Quotas.Set("FilterLogEvents", random.Next(1, 5));
        }

        var expected = new int[Kinds.Length];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var kind in Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(Kinds.Length)))
            {
                // Many share a millisecond.
                var ago = TimeSpan.FromMilliseconds(random.Next(60) * 1000);
                logs.Put($"ERROR {Kinds[kind]}", ago, random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(600)) : TimeSpan.Zero, stream: $"stream-{random.Next(3)}");
                expected[kind]++;
            }

            await RoundAsync(logs, random);
        }

        // A low quota and many pages take their time; after that nothing may be counted any more.
        for (var rounds = 0; rounds < MostRoundsAfter && await logs.CountedAsync() < expected.Sum(); rounds++)
        {
            await logs.ScanAsync(TimeSpan.FromMinutes(1));
        }

        for (var rounds = 0; rounds < 6; rounds++)
        {
            await logs.ScanAsync(TimeSpan.FromMinutes(1));
        }

        (await logs.CountedAsync()).ShouldBe(expected.Sum());
        foreach (var (kind, count) in Kinds.Zip(expected).Where(static e => e.Second > 0))
        {
            (await logs.RecordsAsync()).Where(r => r.Title.Contains(kind, StringComparison.Ordinal)).Sum(static r => r.Total).ShouldBe(count, kind);
        }
    }

    private static async Task RoundAsync(LogScenario logs, Random random)
    {
        if (random.Next(3) > 0)
        {
            await logs.ScanAsync(TimeSpan.FromMinutes(1));
            return;
        }

        await logs.RestartAsync(new CrashPoint(random.Next(1, 60), afterEffect: random.Next(2) == 0));
        try
        {
            await logs.ScanAsync();
        }
        catch (ProcessDiedException)
        {
            // That is what this is about.
        }

        await logs.RestartAsync();
    }
}
