using CrossCloudOps.Logs.Folding;
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
        return services;
    }
}
