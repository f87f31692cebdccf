using CrossCloudOps.Problems;
using CrossCloudOps.Webhooks.Receiving;
using CrossCloudOps.Webhooks.Spooling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Webhooks;

internal static class WebhooksFeature
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new FeatureSection(WebhooksOptions.Section, configuration.GetSection(WebhooksOptions.Section).Exists()));
        services.AddSettings<WebhooksOptions>(configuration.GetSection(WebhooksOptions.Section));
        services.AddSingleton<IValidateOptions<WebhooksOptions>, ValidateWebhooksOptions>();
        services.AddSingleton<WebhookRoutes>();
        return services.AddReceiving().AddSpooling().AddForwarding();
    }

    private static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<WebhookPublisher>();
        return services;
    }

    private static IServiceCollection AddSpooling(this IServiceCollection services)
    {
        services.AddSingleton(new SpoolLimits());
        services.AddSingleton<WebhookSpool>();
        services.AddSingleton<SpoolCursors>();
        services.AddSingleton<SpoolSender>();
        services.AddSingleton<SpoolDrain>();
        services.AddSingleton<SpoolDrainer>();
        services.AddSingleton<SpoolProblems>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<SpoolProblems>());
        services.AddSingleton<RefusedWebhooks>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<RefusedWebhooks>());
        services.AddSingleton<ISweep, SpoolSweep>();
        return services;
    }

    private static IServiceCollection AddForwarding(this IServiceCollection services) => services;
}
