using Microsoft.Extensions.Configuration;

namespace CrossCloudOps.Status;

/// <summary>The timer functions that should run: their feature is on, and nobody disabled them.</summary>
internal sealed class EnabledFunctions(IReadOnlyList<TimerFunction> timers, IConfiguration configuration, IEnumerable<FeatureSection> sections)
{
    public IReadOnlyList<EnabledFunction> All { get; } =
    [
        .. timers
            .Where(timer => timer.Section is null || sections.Any(section => section.IsOn && section.Name == timer.Section))
            .Where(timer => !IsDisabled(configuration, timer.Name))
            .Select(timer => new EnabledFunction(timer.Name, configuration[timer.Setting] is { Length: > 0 } schedule ? schedule : timer.DefaultSchedule)),
    ];

    /// <summary>The host's own setting. <see href="https://learn.microsoft.com/azure/azure-functions/disable-function"/></summary>
    private static bool IsDisabled(IConfiguration configuration, string function) =>
        IsYes(configuration[$"AzureWebJobs.{function}.Disabled"]) || IsYes(configuration[$"AzureWebJobs:{function}:Disabled"]);

    private static bool IsYes(string? value) => value == "1" || (bool.TryParse(value, out var yes) && yes);
}

internal sealed record EnabledFunction(string Name, string Schedule);
