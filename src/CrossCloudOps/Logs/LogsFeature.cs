using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Receiving;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs;

internal static class LogsFeature
{
    public static IServiceCollection AddLogs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new FeatureSection(LogsOptions.Section, configuration.GetSection(LogsOptions.Section).Exists()));
        services.AddSettings<LogsOptions>(configuration.GetSection(LogsOptions.Section));
        services.AddSingleton<IValidateOptions<LogsOptions>, ValidateLogsOptions>();
        services.AddSingleton<LogInbox>();
        return services.AddReceiving();
    }

    private static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<AccessKeys>();
        services.AddSingleton<LogIntake>();
        services.AddSingleton<FirehoseReceiver>();
        services.AddSingleton<SubscriptionReceiver>();
        return services;
    }
}
