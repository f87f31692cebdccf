using CrossCloudOps.Pages;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Webhooks.Forwarding;
using CrossCloudOps.Webhooks.Page;
using CrossCloudOps.Webhooks.Receiving;
using CrossCloudOps.Webhooks.Spooling;
using CrossCloudOps.Webhooks.Telling;
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
        services.AddSingleton<LargeBodies>();
        services.AddSingleton<RouteHistory>();
        services.AddSingleton<WebhookTelemetry>();
        return services.AddReceiving().AddSpooling().AddForwarding().AddTelling();
    }

    private static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<WebhookDoors>();
        services.AddSingleton<QueueLimits>();
        services.AddSingleton<WebhookPublisher>();
        services.AddSingleton<WebhookReceiver>();
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

    private static IServiceCollection AddForwarding(this IServiceCollection services)
    {
        services.AddSingleton<RouteBook>();
        services.AddSingleton<QueueFactsReader>();
        services.AddSingleton<WebhookDelivery>();
        services.AddSingleton<HopelessMove>();
        services.AddSingleton<WebhookAttempt>();
        services.AddSingleton<RouteGate>();
        services.AddSingleton<RouteProbe>();
        services.AddSingleton<RoutePump>();
        services.AddSingleton<Forwarder>();
        services.AddSingleton<ISweep, AttemptSweep>();
        services.AddSingleton<IEvidence, DeliveryEvidence>();
        return services;
    }

    private static IServiceCollection AddTelling(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryMessage>();
        services.AddSingleton<DeliveryProblems>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<DeliveryProblems>());
        services.AddSingleton<LossProblems>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<LossProblems>());
        services.AddSingleton<RouteActs>();
        services.AddSingleton<ISlackAction, PauseAction>();
        services.AddSingleton<ISlackAction, ResumeAction>();
        services.AddSingleton<ISlackAction, TryNowAction>();
        services.AddSingleton<ISlackAction, PauseCommand>();
        services.AddSingleton<ISlackAction, ResumeCommand>();
        services.AddSingleton<IStatusSection, RouteStatus>();
        services.AddSingleton<IPageSection, RouteSection>();
        return services;
    }
}
