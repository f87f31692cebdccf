using Azure.Storage.Blobs;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.WiderTests.Storage;

public sealed class BlobDocumentStoreTests : DocumentStoreContract, IClassFixture<Azurite>, IAsyncLifetime
{
    private const int PageSize = 4;

    private readonly BlobContainerClient? _container;
    private readonly ServiceProvider? _services;

    public BlobDocumentStoreTests(Azurite azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        if (SkipReason is not null)
        {
            return;
        }

        var name = $"test-{Guid.NewGuid():N}";
        _container = new BlobServiceClient(azurite.ConnectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02))
            .GetBlobContainerClient(name);
        _services = new ServiceCollection()
            .AddStorage(new ConfigurationBuilder().AddInMemoryCollection(
                [new("AzureWebJobsStorage", azurite.ConnectionString), new("Storage:Container", name)]).Build())
            .BuildServiceProvider();
    }

    public static string? SkipReason => Azurite.SkipReason;

    internal override IDocumentStore Store => new BlobDocumentStore(_container!, PageSize);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await (_container?.DeleteIfExistsAsync() ?? Task.CompletedTask);
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [ContractFact]
    public async Task The_settings_of_the_host_lead_to_the_container()
    {
        var store = _services!.GetRequiredService<IDocumentStore>();

        await store.CreateAsync("a", Bytes("x"), default);

        Text((await Store.ReadAsync("a", default))!.Content).ShouldBe("x");
    }

    [ContractFact]
    public async Task A_container_that_is_not_there_holds_nothing_and_is_created_by_the_first_write()
    {
        (await Store.ReadAsync("a", default)).ShouldBeNull();
        (await Store.DeleteAsync("a", null, default)).ShouldBeFalse();
        (await _container!.DeleteIfExistsAsync()).Value.ShouldBeFalse();

        await Store.AppendAsync("a", default, default);

        (await _container.DeleteIfExistsAsync()).Value.ShouldBeTrue();
    }

    [ContractFact]
    public async Task A_lease_is_one_among_two_and_goes_to_the_next()
    {
        var leases = new Leases(Store, TimeProvider.System);

        var lease = await leases.TryAcquireAsync("notifier", default);
        (await leases.TryAcquireAsync("notifier", default)).ShouldBeNull();
        (await lease!.StillHeldAsync(default)).ShouldBeTrue();
        await lease.ReleaseAsync("note");

        (await leases.TryAcquireAsync("notifier", default))!.Note.ShouldBe("note");
    }
}
