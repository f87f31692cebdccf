using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Storage;

internal static class StorageFeature
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IDocumentStore>(p => new FolderDocumentStore(configuration["Storage:Directory"]!, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Leases>();
        return services;
    }
}
