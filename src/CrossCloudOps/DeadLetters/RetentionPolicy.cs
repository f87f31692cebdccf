using System.Globalization;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// What leaves the archive, and when. An open dead letter is purged at the end of its time only if a warning that names it was confirmed
/// by Slack a week before. A warning speaks of all that come to their end within the week after the next: its name is the day on which
/// its week began, so that it is said once a week and says the same whenever it is asked.
/// </summary>
internal sealed class RetentionPolicy(IOptions<DeadLettersOptions> options)
{
    public const string WarningPrefix = "purge ";
    private const string Day = "yyyyMMdd";

    public static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    private readonly TimeSpan _keepFor = options.Value.KeepFor;

    /// <summary>The warning that is due when the oldest open one came then; null if none is.</summary>
    public string? WarningFor(DateTimeOffset? oldest, DateTimeOffset now)
    {
        var week = new DateTimeOffset(now.UtcDateTime.Date.AddDays(-(int)now.UtcDateTime.DayOfWeek), TimeSpan.Zero);
        return oldest <= LastNamed(week) ? WarningPrefix + week.UtcDateTime.ToString(Day, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Those that came until then are named by a warning.</summary>
    public DateTimeOffset? LastNamedBy(string warning) =>
        warning.StartsWith(WarningPrefix, StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(warning[WarningPrefix.Length..], Day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var week)
            ? LastNamed(week)
            : null;

    public bool IsOver(DateTimeOffset since, DateTimeOffset now) => now - since >= _keepFor;

    private DateTimeOffset LastNamed(DateTimeOffset week) => week + (2 * Notice) - _keepFor;
}
