using CrossCloudOps.Logs.Explaining;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Page;
using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Logs.Telling;
using CrossCloudOps.Pages;
using CrossCloudOps.Problems;
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
        services.AddSingleton<LogGroups>();
        services.AddSingleton<LogTelemetry>();
        services.AddSingleton<ISweep, LogSweep>();
        return services.AddFolding().AddScanning().AddReceiving().AddExplaining().AddTelling();
    }

    private static IServiceCollection AddFolding(this IServiceCollection services)
    {
        services.AddSingleton<LogInbox>();
        services.AddSingleton<SeenEvents>();
        services.AddSingleton<LogFold>();
        return services;
    }

    private static IServiceCollection AddScanning(this IServiceCollection services)
    {
        services.AddSingleton<LogsCaller>();
        services.AddSingleton<LogPages>();
        services.AddSingleton<LogContext>();
        services.AddSingleton<StandAlones>();
        services.AddSingleton<GroupFinder>();
        services.AddSingleton<GroupScan>();
        services.AddSingleton<InboxScan>();
        services.AddSingleton<LogScanner>();
        return services;
    }

    private static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<AccessKeys>();
        services.AddSingleton<LogIntake>();
        services.AddSingleton<FirehoseReceiver>();
        services.AddSingleton<SubscriptionReceiver>();
        return services;
    }

    private static IServiceCollection AddExplaining(this IServiceCollection services)
    {
        services.AddSingleton<EvidenceBook>();
        services.AddSingleton<EvidenceSearch>();
        services.AddSingleton<EvidenceDesk>();
        services.AddSingleton<IEvidence, LogEvidence>();
        return services;
    }

    private static IServiceCollection AddTelling(this IServiceCollection services)
    {
        services.AddSingleton<LogLinks>();
        services.AddSingleton<LogPlace>();
        services.AddSingleton<LogErrorMessage>();
        services.AddSingleton<LogErrors>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<LogErrors>());
        services.AddSingleton<LogCrowds>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<LogCrowds>());
        services.AddSingleton<LogDelays>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<LogDelays>());
        services.AddSingleton<UnreadableMessage>();
        services.AddSingleton<UnreadableLogs>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<UnreadableLogs>());
        services.AddSingleton<GroupStates>();
        services.AddSingleton<IStatusSection, LogStatus>();
        services.AddSingleton<IPageSection, LogSection>();
        return services;
    }
}
