using CrossCloudOps.Pages;
using CrossCloudOps.Slack;
using CrossCloudOps.Status.Page;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Status;

internal static class StatusFeature
{
    public static IServiceCollection AddStatus(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<TimerFunction> timers)
    {
        services.AddOptions<FeatureSwitches>().Configure<IEnumerable<FeatureSection>>(static (switches, sections) => switches.Read(sections)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeatureSwitches>, ValidateFeatureSwitches>();
        services.AddSingleton(provider => new EnabledFunctions(timers, configuration, provider.GetServices<FeatureSection>()));
        services.AddSingleton<FunctionTelemetry>();
        services.AddSingleton<FunctionRuns>();
        services.AddSingleton<FunctionStatus>();
        services.AddSingleton<OwnHeartbeat>();
        services.AddSingleton<OwnHeartbeatBook>();
        services.AddSingleton<Health>();
        services.AddSingleton<StatusMessage>();
        services.AddSingleton<IPageSection, FunctionSection>();
        services.AddSingleton<CellHtml>();
        services.AddSingleton<SectionHtml>();
        services.AddSingleton<DetailHtml>();
        services.AddSingleton<StatusPage>();
        services.AddSingleton<DetailPages>();
        services.AddSingleton<ISlackAction, StatusCommand>();
        services.AddHostedService<StartLine>();
        return services;
    }
}

/// <summary>Which features are on: those whose section of settings is there.</summary>
internal sealed class FeatureSwitches
{
    public IReadOnlyList<string> On { get; private set; } = [];

    public IReadOnlyList<string> Off { get; private set; } = [];

    public void Read(IEnumerable<FeatureSection> sections)
    {
        var all = sections.ToList();
        On = [.. all.Where(static s => s.IsOn).Select(static s => s.Name)];
        Off = [.. all.Where(static s => !s.IsOn).Select(static s => s.Name)];
    }
}

internal sealed class ValidateFeatureSwitches : IValidateOptions<FeatureSwitches>
{
    public ValidateOptionsResult Validate(string? name, FeatureSwitches options) => options.On.Count > 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"No feature is set up: give the settings of at least one of {string.Join(", ", options.Off.Select(static f => $"{f}__*"))}.");
}

/// <summary>Says once, at start, what is on.</summary>
internal sealed partial class StartLine(IOptions<FeatureSwitches> switches, ILogger<StartLine> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.Started(logger, string.Join(", ", switches.Value.On), switches.Value.Off is { Count: > 0 } off ? string.Join(", ", off) : "nothing");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "CrossCloudOps starts. On: {On}. Off: {Off}.")]
        public static partial void Started(ILogger logger, string on, string off);
    }
}
