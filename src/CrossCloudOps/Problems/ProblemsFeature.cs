using CrossCloudOps.Pages;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Problems;

internal static class ProblemsFeature
{
    public static IServiceCollection AddProblems(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ProblemsOptions>(configuration.GetSection(ProblemsOptions.Section));
        services.AddSingleton<IValidateOptions<ProblemsOptions>, ValidateProblemsOptions>();
        services.AddSingleton<ProblemBook>();
        services.AddSingleton<Audit>();
        services.AddSingleton<ProblemKinds>();
        services.AddSingleton<ProblemMessage>();
        services.AddSingleton<ProblemActs>();
        services.AddSingleton<ProblemShower>();
        services.AddSingleton<ReplyShower>();
        services.AddSingleton<DueList>();
        services.AddSingleton<Notifier>();
        services.AddSingleton<TellAtOnce>();
        services.AddSingleton<DailySweep>();
        services.AddSingleton<ISweep, ProblemSweep>();
        services.AddSingleton<UnreadableDocuments>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<UnreadableDocuments>());
        services.AddSingleton<ISweep>(static provider => provider.GetRequiredService<UnreadableDocuments>());
        services.AddSingleton<AccessProblems>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<AccessProblems>());
        services.AddSingleton<OpenProblems>();
        services.AddSingleton<IStatusSection, ProblemStatus>();
        services.AddSingleton<IPageSection, ProblemSection>();
        services.AddSingleton<AuditMessage>();
        services.AddSingleton<ISlackAction, AuditCommand>();
        services.AddSingleton<ISlackAction, AcknowledgeAction>();
        services.AddSingleton<ISlackAction, MuteAction>();
        services.AddSingleton<ISlackAction, UnmuteAction>();
        return services;
    }
}
