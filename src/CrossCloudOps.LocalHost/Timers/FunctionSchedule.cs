using CrossCloudOps.LocalHost.Invocation;
using CrossCloudOps.Status;
using Microsoft.Extensions.Configuration;

namespace CrossCloudOps.LocalHost.Timers;

internal static class FunctionSchedule
{
    /// <summary>Reads a function's schedule; <c>%Setting%</c> comes from the configuration, else from the defaults.</summary>
    public static TimerSchedule Of(FunctionMethod function, IConfiguration configuration, IReadOnlyDictionary<string, string> defaults)
    {
        var written = function.Timer!.Schedule;
        if (written is not ['%', .. var setting, '%'])
        {
            return TimerSchedule.Parse(written) ?? throw Fault(function, $"is '{written}'");
        }

        var text = configuration[setting] is { Length: > 0 } configured ? configured : defaults.GetValueOrDefault(setting);
        return text is null
            ? throw Fault(function, $"is the setting {setting}, which is absent and has no default")
            : TimerSchedule.Parse(text) ?? throw Fault(function, $"is the setting {setting} = '{text}'");
    }

    private static LocalHostException Fault(FunctionMethod function, string what) => new(
        $"The schedule of the function '{function.Name}' {what}; it must be an NCRONTAB expression of six fields, for example '*/30 * * * * *', or a TimeSpan.");
}
