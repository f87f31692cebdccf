using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

public sealed class LeasesTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly ManualTime _storeTime = new(new DateTimeOffset(2031, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly string _directory = Directory.CreateTempSubdirectory("crosscloudops-leases-").FullName;
    private readonly FolderDocumentStore _store;
    private readonly Leases _leases;
    private readonly Leases _others;

    public LeasesTests()
    {
        _store = new FolderDocumentStore(_directory, _storeTime);
        _leases = new Leases(_store, _time);
        // Another instance: its clock is years away from ours and from the store's.
        _others = new Leases(_store, new ManualTime(DateTimeOffset.UnixEpoch));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Only_one_of_two_gets_a_lease()
    {
        var lease = await _leases.TryAcquireAsync("notifier", default);

        (await _others.TryAcquireAsync("notifier", default)).ShouldBeNull();
        (await _leases.TryAcquireAsync("notifier", default)).ShouldBeNull();
        (await _others.TryAcquireAsync("jobs", default)).ShouldNotBeNull();
        (await lease!.StillHeldAsync(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_that_try_at_once_one_gets_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var leases = await Task.WhenAll(
                Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? _leases : _others).TryAcquireAsync("jobs", default))));

            await leases.Where(lease => lease is not null).ShouldHaveSingleItem()!.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_released_lease_is_free_at_once_and_carries_the_note()
    {
        var first = await _leases.TryAcquireAsync("notifier", default);
        first!.Note.ShouldBeNull();
        await first.ReleaseAsync("pace 3");

        await using (var second = await _others.TryAcquireAsync("notifier", default))
        {
            second!.Note.ShouldBe("pace 3");
        }

        (await _leases.TryAcquireAsync("notifier", default))!.Note.ShouldBe("pace 3");
        (await first.StillHeldAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_lease_whose_holder_died_is_taken_over_after_60_seconds_of_the_stores_time()
    {
        await (await _leases.TryAcquireAsync("notifier", default))!.ReleaseAsync("kept");
        await _leases.TryAcquireAsync("notifier", default);

        _storeTime.Advance(TimeSpan.FromSeconds(59.9));
        _time.Advance(TimeSpan.FromHours(1));
        (await _others.TryAcquireAsync("notifier", default)).ShouldBeNull();
        _storeTime.Advance(TimeSpan.FromSeconds(0.2));
        var taken = await _others.TryAcquireAsync("notifier", default);

        taken.ShouldNotBeNull().Note.ShouldBe("kept");
    }

    [Fact]
    public async Task A_holder_that_keeps_asking_keeps_it()
    {
        var lease = await _leases.TryAcquireAsync("notifier", default);

        for (var i = 0; i < 20; i++)
        {
            Advance(15);
            (await lease!.StillHeldAsync(default)).ShouldBeTrue();
            (await _others.TryAcquireAsync("notifier", default)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_young_lease_is_not_renewed()
    {
        var lease = await _leases.TryAcquireAsync("notifier", default);
        var before = await _store.ReadAsync("leases/notifier", default);

        Advance(20);
        (await lease!.StillHeldAsync(default)).ShouldBeTrue();

        (await _store.ReadAsync("leases/notifier", default))!.ETag.ShouldBe(before!.ETag);
    }

    [Fact]
    public async Task A_holder_that_slept_loses_it_to_the_next_and_for_good()
    {
        var lease = await _leases.TryAcquireAsync("notifier", default);
        Advance(61);
        var next = await _others.TryAcquireAsync("notifier", default);

        (await lease!.StillHeldAsync(default)).ShouldBeFalse();
        await lease.ReleaseAsync("late");
        (await next!.StillHeldAsync(default)).ShouldBeTrue();
        await next.ReleaseAsync(null);

        (await lease.StillHeldAsync(default)).ShouldBeFalse();
        (await _leases.TryAcquireAsync("notifier", default))!.Note.ShouldBeNull();
    }

    [Fact]
    public async Task A_holder_that_slept_while_nobody_came_renews_it()
    {
        var lease = await _leases.TryAcquireAsync("notifier", default);
        Advance(300);

        (await lease!.StillHeldAsync(default)).ShouldBeTrue();

        (await _others.TryAcquireAsync("notifier", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_renewal_that_took_too_long_is_no_renewal()
    {
        var slow = new InterruptedStore(_store);
        var lease = await new Leases(slow, _time).TryAcquireAsync("notifier", default);
        Advance(25);
        slow.BeforeEachAnswer = () => Task.Run(() => Advance(40));

        (await lease!.StillHeldAsync(default)).ShouldBeFalse();
        slow.BeforeEachAnswer = () => Task.CompletedTask;
        (await lease.StillHeldAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_on_the_way_is_recognised()
    {
        var repeating = new InterruptedStore(_store) { RepeatsChanges = true };

        var lease = await new Leases(repeating, _time).TryAcquireAsync("notifier", default);
        Advance(25);
        (await lease!.StillHeldAsync(default)).ShouldBeTrue();
        Advance(35);
        (await lease.StillHeldAsync(default)).ShouldBeTrue();

        (await _others.TryAcquireAsync("notifier", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_lease_document_that_cannot_be_read_blocks_for_60_seconds_only()
    {
        await _store.CreateAsync("leases/notifier", "{ broken"u8.ToArray(), default);

        (await _leases.TryAcquireAsync("notifier", default)).ShouldBeNull();
        Advance(60);

        (await _leases.TryAcquireAsync("notifier", default)).ShouldNotBeNull();
    }

    private void Advance(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _storeTime.Advance(TimeSpan.FromSeconds(seconds));
    }
}
