using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Storage;

internal static class StorageFeature
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<StorageOptions>(configuration.GetSection(StorageOptions.Section)).Configure(options =>
        {
            options.Account = configuration.GetSection(HostAccount.Section).Get<HostAccount>() ?? new HostAccount();
            options.Account.ConnectionString = configuration[HostAccount.Section];
        });
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton(provider => Store(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Leases>();
        return services;
    }

    private static IDocumentStore Store(StorageOptions options, TimeProvider time) => string.IsNullOrWhiteSpace(options.Directory)
        ? new BlobDocumentStore(Service(options.Account).GetBlobContainerClient(options.Container))
        : new FolderDocumentStore(Path.GetFullPath(options.Directory), time);

    private static BlobServiceClient Service(HostAccount account) => string.IsNullOrEmpty(account.ConnectionString)
        ? new BlobServiceClient(Endpoint(account), Identity(account), ClientOptions())
        : new BlobServiceClient(account.ConnectionString, ClientOptions());

    private static Uri Endpoint(HostAccount account) =>
        new(string.IsNullOrEmpty(account.BlobServiceUri) ? $"https://{account.AccountName}.blob.core.windows.net" : account.BlobServiceUri);

    private static TokenCredential Identity(HostAccount account)
    {
        if (!string.IsNullOrEmpty(account.ClientId))
        {
            return new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(account.ClientId));
        }

        return string.IsNullOrEmpty(account.Credential) ? new DefaultAzureCredential() : new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned);
    }

    // The version: not the newest, so that an Azurite that is not the newest either understands it.
    private static BlobClientOptions ClientOptions() => new(BlobClientOptions.ServiceVersion.V2021_12_02)
    {
        Retry =
        {
            NetworkTimeout = TimeSpan.FromSeconds(10),
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(3),
        },
    };
}
