using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

public sealed class LeaseRenewalTests : IDisposable
{
    private const string Document = "leases/one";

    private readonly string _directory = Directory.CreateTempSubdirectory("crosscloudops-leases-").FullName;
    private readonly ManualTime _time = new();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Holds_the_lease_through_a_work_that_takes_long()
    {
        var store = new FolderDocumentStore(_directory, _time);
        await using var lease = (await new Leases(store, _time).TryAcquireAsync("one", default))!;
        await using var renewal = new LeaseRenewal(lease, _time, default);

        for (var step = 0; step < 30; step++)
        {
            await _time.UntilWaitingAsync();
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        await _time.UntilWaitingAsync();
        renewal.WhileHeld.IsCancellationRequested.ShouldBeFalse();
        (await new Leases(store, _time).TryAcquireAsync("one", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Ends_the_work_when_somebody_else_may_hold_it()
    {
        var store = new FolderDocumentStore(_directory, _time);
        await using var lease = (await new Leases(store, _time).TryAcquireAsync("one", default))!;
        await using var renewal = new LeaseRenewal(lease, _time, default);
        await _time.UntilWaitingAsync();

        // As if it slept for longer than a lease lasts.
        await store.WriteAsync(Document, "another's"u8.ToArray(), default);
        _time.Advance(Leases.Duration);

        await Should.ThrowAsync<OperationCanceledException>(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, renewal.WhileHeld));
    }

    [Fact]
    public async Task Ends_the_work_when_the_store_fails_and_says_so_at_its_end()
    {
        var fails = false;
        var store = new InterruptedStore(new FolderDocumentStore(_directory, _time)) { BeforeEachCall = () => fails ? throw new IOException("away") : Task.CompletedTask };
        var lease = (await new Leases(store, _time).TryAcquireAsync("one", default))!;
        var renewal = new LeaseRenewal(lease, _time, default);
        await _time.UntilWaitingAsync();

        fails = true;
        _time.Advance(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<OperationCanceledException>(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, renewal.WhileHeld));

        (await Should.ThrowAsync<IOException>(async () => await renewal.DisposeAsync())).Message.ShouldBe("away");
    }
}
