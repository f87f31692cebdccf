using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

internal static class DeadLettersFeature
{
    public static IServiceCollection AddDeadLetters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new FeatureSection(DeadLettersOptions.Section, configuration.GetSection(DeadLettersOptions.Section).Exists()));
        services.AddOptions<DeadLettersOptions>().Bind(configuration.GetSection(DeadLettersOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeadLettersOptions>, ValidateDeadLettersOptions>();
        services.AddSingleton<DeadLetterQueues>();
        services.AddSingleton<DeadLetterArchive>();
        services.AddSingleton<DeadLetterSources>();
        services.AddSingleton<DeadLetterCollector>();
        services.AddSingleton<DeadLetterSender>();
        services.AddSingleton<DeadLetterEvidence>();
        services.AddSingleton<DeadLetterMessage>();
        services.AddSingleton<DeadLetterActs>();
        services.AddSingleton<DeadLetterProblems>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<DeadLetterProblems>());
        services.AddSingleton<ISlackAction, SendBackAction>();
        services.AddSingleton<ISlackAction, DiscardAction>();
        return services;
    }
}
