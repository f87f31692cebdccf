using Microsoft.Extensions.Options;

namespace CrossCloudOps.Problems;

/// <summary>Settings <c>Problems__*</c>: how problems are told.</summary>
internal sealed class ProblemsOptions
{
    public const string Section = "Problems";

    /// <summary>A problem that is open for this long and that nobody acknowledged is reminded of, and again each time. Zero: never.</summary>
    public TimeSpan RemindAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many single occurrences stand in the thread of a message.</summary>
    public int ThreadOccurrences { get; set; } = 5;
}

internal sealed class ValidateProblemsOptions : IValidateOptions<ProblemsOptions>
{
    private static readonly TimeSpan ShortestReminder = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, ProblemsOptions options)
    {
        var faults = new SettingFaults(ProblemsOptions.Section);
        if (options.RemindAfter != TimeSpan.Zero && options.RemindAfter < ShortestReminder)
        {
            faults.Add(nameof(options.RemindAfter), options.RemindAfter.ToString(), "give at least 5 minutes (00:05:00), or 00:00:00 for no reminders.");
        }

        if (options.ThreadOccurrences is < 0 or > 50)
        {
            faults.Add(nameof(options.ThreadOccurrences), $"{options.ThreadOccurrences}", "give 0 to 50: each costs a second of the channel's pace.");
        }

        return faults.Result;
    }
}
