using System.Globalization;
using CrossCloudOps.LocalHost.Invocation;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace CrossCloudOps.LocalHost.Timers;

/// <summary>When a timer is due, in UTC: an NCRONTAB expression, or a TimeSpan between runs.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(string text, CrontabSchedule? cron, TimeSpan interval) => (Text, _cron, _interval) = (text, cron, interval);

    public string Text { get; }

    /// <summary>Reads a function's schedule; <c>%Setting%</c> comes from the configuration, else from the defaults.</summary>
    public static TimerSchedule Of(FunctionMethod function, IConfiguration configuration, IReadOnlyDictionary<string, string> defaults)
    {
        var written = function.Timer!.Schedule;
        if (written is not ['%', .. var setting, '%'])
        {
            return Parse(written) ?? throw Fault(function, $"is '{written}'");
        }

        var text = configuration[setting] is { Length: > 0 } configured ? configured : defaults.GetValueOrDefault(setting);
        return text is null
            ? throw Fault(function, $"is the setting {setting}, which is absent and has no default")
            : Parse(text) ?? throw Fault(function, $"is the setting {setting} = '{text}'");
    }

    /// <summary>Null if the text is neither an NCRONTAB expression nor a positive TimeSpan.</summary>
    public static TimerSchedule? Parse(string text)
    {
        // Five fields are allowed, as in Azure: the seconds are 0 then.
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 }) is { } cron)
        {
            return new TimerSchedule(text, cron, TimeSpan.Zero);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(text, cron: null, interval)
            : null;
    }

    /// <summary>The first time after <paramref name="due"/>, in steps of the schedule, that is also after <paramref name="now"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset due, DateTimeOffset now)
    {
        var after = now > due ? now : due;
        return _cron is null
            ? due + (((after - due).Ticks / _interval.Ticks) + 1) * _interval
            : new DateTimeOffset(_cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);
    }

    private static LocalHostException Fault(FunctionMethod function, string what) => new(
        $"The schedule of the function '{function.Name}' {what}; it must be an NCRONTAB expression of six fields, for example '*/30 * * * * *', or a TimeSpan.");
}
