using CrossCloudOps.Webhooks.Receiving;
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
        services.AddSingleton<WebhookDoors>();
        services.AddSingleton<QueueLimits>();
        services.AddSingleton<WebhookPublisher>();
        services.AddSingleton<WebhookReceiver>();
        return services;
    }

    private static IServiceCollection AddSpooling(this IServiceCollection services) => services;

    private static IServiceCollection AddForwarding(this IServiceCollection services) => services;
}
