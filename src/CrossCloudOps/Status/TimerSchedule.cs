using System.Globalization;
using NCrontab;

namespace CrossCloudOps.Status;

/// <summary>When a timer is due, in UTC: an NCRONTAB expression, or a TimeSpan between runs.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(string text, CrontabSchedule? cron, TimeSpan interval) => (Text, _cron, _interval) = (text, cron, interval);

    public string Text { get; }

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

    /// <summary>The longest wait for one of the next few runs, the first one's included.</summary>
    public TimeSpan LongestGap(DateTimeOffset from, int runs)
    {
        var longest = TimeSpan.Zero;
        for (var run = 0; run < runs; run++)
        {
            var next = Next(from, from);
            longest = next - from > longest ? next - from : longest;
            from = next;
        }

        return longest;
    }
}
