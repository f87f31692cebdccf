using CrossCloudOps.Heartbeats.Page;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Heartbeats.Telling;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Pages;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
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
        services.AddSingleton<HeartbeatTelemetry>();
        return services.AddProbing().AddWatching().AddTelling();
    }

    private static IServiceCollection AddWatching(this IServiceCollection services)
    {
        services.AddSingleton<PulseBucket>();
        services.AddSingleton<PulseFiles>();
        services.AddSingleton<PulseChecks>();
        services.AddSingleton<HeartbeatRound>();
        return services;
    }

    private static IServiceCollection AddTelling(this IServiceCollection services)
    {
        services.AddSingleton<HeartbeatMessage>();
        services.AddSingleton<HeartbeatProblems>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<HeartbeatProblems>());
        services.AddSingleton<ISlackAction, HeartbeatPauseAction>();
        services.AddSingleton<HeartbeatBook>();
        services.AddSingleton<HeartbeatTable>();
        services.AddSingleton<ISlackAction, HeartbeatsCommand>();
        services.AddSingleton<IStatusSection, HeartbeatStatus>();
        services.AddSingleton<IPageSection, HeartbeatSection>();
        return services;
    }

    private static IServiceCollection AddProbing(this IServiceCollection services)
    {
        services.AddSingleton<PulseProbe>();
        services.AddSingleton<Reachability>();
        return services;
    }
}
