using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Problems;

internal static class ProblemsFeature
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<ProblemBook>();
        services.AddSingleton<Audit>();
        services.AddSingleton<ProblemShower>();
        services.AddSingleton<Notifier>();
        services.AddSingleton<AccessProblems>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<AccessProblems>());
        return services;
    }
}
