using CrossCloudOps.Heartbeats.Probing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats;

internal static class HeartbeatsFeature
{
    public static IServiceCollection AddHeartbeats(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new FeatureSection(HeartbeatsOptions.Section, configuration.GetSection(HeartbeatsOptions.Section).Exists()));
        services.AddSettings<HeartbeatsOptions>(configuration.GetSection(HeartbeatsOptions.Section));
        services.AddSingleton<IValidateOptions<HeartbeatsOptions>, ValidateHeartbeatsOptions>();
        return services.AddProbing();
    }

    private static IServiceCollection AddProbing(this IServiceCollection services)
    {
        services.AddSingleton<PulseProbe>();
        services.AddSingleton<Reachability>();
        return services;
    }
}
