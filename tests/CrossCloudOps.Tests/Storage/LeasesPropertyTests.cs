using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

/// <summary>
/// Several contenders whose calls to the store are held up before and after they take effect, for as long as a seeded hand likes, so
/// that every order of steps can come up. Only their outward steps are bounded, as time-outs bound them in life.
/// </summary>
public sealed class LeasesPropertyTests : IDisposable
{
    private const int Contenders = 3;
    private static readonly TimeSpan LongestStep = Leases.Duration - Lease.TrustedFor;

    private readonly string _directory = Directory.CreateTempSubdirectory("crosscloudops-leases-").FullName;
    private readonly ManualTime _time = new();
    private readonly List<(TaskCompletionSource Turn, DateTimeOffset NotAfter)> _waiting = [];
    private readonly HashSet<int> _believing = [];
    private int _steps;
    private bool _ended;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Never_do_two_believe_that_they_hold_it(int seed)
    {
        var random = new Random(seed);
        var contenders = Enumerable.Range(0, Contenders).Select(i => ContendAsync(i, new Random(seed + (100 * i)))).ToList();

        for (var turn = 0; turn < 3000 && contenders.TrueForAll(contender => !contender.IsFaulted); turn++)
        {
            GiveTurn(random);
        }

        _ended = true;
        while (_waiting.Count > 0)
        {
            GiveTurn(random);
        }

        await Task.WhenAll(contenders);
        _steps.ShouldBeGreaterThan(30);
    }

    private async Task ContendAsync(int me, Random random)
    {
        var store = new InterruptedStore(new FolderDocumentStore(_directory, _time))
        {
            BeforeEachCall = () => WaitAsync(TimeSpan.MaxValue),
            BeforeEachAnswer = () => WaitAsync(TimeSpan.MaxValue),
        };
        while (!_ended)
        {
            if (await new Leases(store, _time).TryAcquireAsync("one", default) is not { } lease)
            {
                continue;
            }

            while (random.Next(6) > 0 && await lease.StillHeldAsync(default))
            {
                _believing.Add(me);
                _believing.ShouldHaveSingleItem();
                await WaitAsync(LongestStep);
                _believing.Remove(me);
                _steps++;
            }

            // One in three dies without a word; to come back as somebody new.
            if (random.Next(3) > 0)
            {
                store.RepeatsChanges = random.Next(2) == 0;
                await lease.ReleaseAsync($"{me}");
            }
        }
    }

    private Task WaitAsync(TimeSpan atMost)
    {
        // The next one runs on within SetResult: one thread, so a seed always gives the same order.
        var turn = new TaskCompletionSource();
        _waiting.Add((turn, atMost == TimeSpan.MaxValue ? DateTimeOffset.MaxValue : _time.GetUtcNow() + atMost));
        return turn.Task;
    }

    private void GiveTurn(Random random)
    {
        var pass = TimeSpan.FromSeconds(40 * Math.Pow(random.NextDouble(), 5));
        var urgent = _waiting.MinBy(waiting => waiting.NotAfter);
        var next = urgent.NotAfter <= _time.GetUtcNow() + pass ? urgent : _waiting[random.Next(_waiting.Count)];
        var until = next.NotAfter < _time.GetUtcNow() + pass ? next.NotAfter : _time.GetUtcNow() + pass;
        _time.Advance(until - _time.GetUtcNow());
        _waiting.Remove(next);
        next.Turn.SetResult();
    }
}
