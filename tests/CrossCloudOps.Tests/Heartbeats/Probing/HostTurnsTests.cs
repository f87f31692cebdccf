using System.Collections.Concurrent;
using CrossCloudOps.Heartbeats.Probing;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

public sealed class HostTurnsTests
{
    private readonly ConcurrentQueue<string> _checked = new();

    [Fact]
    public async Task Every_item_is_checked_once_and_never_more_than_may_be_at_once()
    {
        var random = new Random(20260107);
        var items = Enumerable.Range(0, 2000).Select(n => $"{(char)('a' + random.Next(12))}.example/{n}").ToList();
        var running = new ConcurrentDictionary<string, int>();
        var (all, mostAll, mostHost) = (0, 0, 0);
        var bounds = new Lock();

        await HostTurns.RunAsync(items, HostOf, atOnce: 16, perHost: 3, CheckAsync, default);

        _checked.ShouldBe(items, ignoreOrder: true);
        mostAll.ShouldBeInRange(2, 16);
        mostHost.ShouldBeInRange(2, 3);

        async Task CheckAsync(string item, CancellationToken cancellationToken)
        {
            Count(HostOf(item), 1);
            await Task.Yield();
            _checked.Enqueue(item);
            Count(HostOf(item), -1);
        }

        void Count(string host, int change)
        {
            lock (bounds)
            {
                all += change;
                var onHost = running.AddOrUpdate(host, change, (_, n) => n + change);
                (mostAll, mostHost) = (Math.Max(mostAll, all), Math.Max(mostHost, onHost));
            }
        }
    }

    [Fact]
    public async Task A_stuck_host_does_not_hold_up_the_others()
    {
        var stuck = new TaskCompletionSource();
        var othersDone = new TaskCompletionSource();
        var items = Enumerable.Range(0, 100).Select(static n => $"stuck.example/{n}").Concat(Enumerable.Range(0, 300).Select(static n => $"host-{n % 30}.example/{n}")).ToList();
        var others = 300;
        var asMayBeStuck = new TaskCompletionSource();
        var begun = 0;

        var run = HostTurns.RunAsync(items, HostOf, atOnce: 8, perHost: 4, CheckAsync, default);
        await Task.WhenAll(othersDone.Task, asMayBeStuck.Task);

        run.IsCompleted.ShouldBeFalse();
        _checked.Count(static i => i.StartsWith("stuck", StringComparison.Ordinal)).ShouldBe(4);
        stuck.SetResult();
        await run;
        _checked.ShouldBe(items, ignoreOrder: true);

        Task CheckAsync(string item, CancellationToken cancellationToken)
        {
            _checked.Enqueue(item);
            if (item.StartsWith("stuck", StringComparison.Ordinal))
            {
                if (Interlocked.Increment(ref begun) == 4)
                {
                    asMayBeStuck.SetResult();
                }

                return stuck.Task;
            }

            if (Interlocked.Decrement(ref others) == 0)
            {
                othersDone.SetResult();
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Hosts_take_turns()
    {
        string[] items = ["a/1", "a/2", "a/3", "b/1", "b/2", "c/1"];

        await HostTurns.RunAsync(items, HostOf, atOnce: 1, perHost: 1, NoteAsync, default);

        _checked.ShouldBe(["a/1", "b/1", "c/1", "a/2", "b/2", "a/3"]);
    }

    [Fact]
    public async Task The_case_of_a_host_does_not_matter()
    {
        var go = new TaskCompletionSource();
        var run = HostTurns.RunAsync(["web/1", "WEB/2", "other/1"], HostOf, atOnce: 3, perHost: 1, async (item, _) =>
        {
            _checked.Enqueue(item);
            if (item == "other/1")
            {
                go.SetResult();
            }

            await go.Task;
            _checked.Enqueue($"{item} done");
        }, default);
        await run;

        _checked.ToList().IndexOf("WEB/2").ShouldBeGreaterThan(_checked.ToList().IndexOf("web/1 done"));
    }

    [Fact]
    public async Task Once_cancelled_nothing_more_begins_and_it_ends_without_an_exception()
    {
        using var deadline = new CancellationTokenSource();
        var late = 0;

        await HostTurns.RunAsync(Enumerable.Range(0, 1000).Select(static n => $"{n}.example/"), HostOf, atOnce: 4, perHost: 4, async (item, cancellationToken) =>
        {
            Interlocked.Add(ref late, cancellationToken.IsCancellationRequested ? 1 : 0);
            _checked.Enqueue(item);
            if (_checked.Count >= 20)
            {
                await deadline.CancelAsync();
            }

            cancellationToken.ThrowIfCancellationRequested();
        }, deadline.Token);

        _checked.Count.ShouldBeLessThan(1000);
        late.ShouldBeLessThanOrEqualTo(4, "what was about to begin when it was cancelled");
    }

    [Fact]
    public async Task Cancelled_before_it_begins_it_does_nothing() =>
        await HostTurns.RunAsync(["a/1"], HostOf, 1, 1, (_, _) => throw new InvalidOperationException(), new CancellationToken(canceled: true));

    [Fact]
    public async Task What_a_check_throws_is_thrown_after_the_others_are_checked()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => HostTurns.RunAsync(["a/1", "a/2", "b/1"], HostOf, 1, 1, (item, _) =>
        {
            _checked.Enqueue(item);
            return item == "a/1" ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        }, default));

        failure.Message.ShouldBe("broken");
        _checked.Count.ShouldBe(3);
    }

    [Fact]
    public Task Nothing_to_check_is_done_at_once() => HostTurns.RunAsync<string>([], HostOf, 4, 4, NoteAsync, default);

    private static string HostOf(string item) => item[..item.IndexOf('/', StringComparison.Ordinal)];

    private Task NoteAsync(string item, CancellationToken cancellationToken)
    {
        _checked.Enqueue(item);
        return Task.CompletedTask;
    }
}
