using System.Globalization;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary><c>/ops audit</c>: who did what lately, or on a day.</summary>
internal sealed class AuditCommand(Audit audit, AuditMessage words, SlackText text, TimeProvider time) : ISlackCommand
{
    private const string Form = "yyyy-MM-dd";

    public string Name => "audit";

    public string Usage => "`[yyyy-mm-dd]` who did what, when, with which result; today, or the last day on which anybody did anything";

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var wanted = job.Value.Trim();
        return wanted.Length == 0 ? await actionTime.LookUpAsync(async token => Shown(await audit.ReadLastDayAsync(today, token)), cancellationToken)
            : DateOnly.TryParseExact(wanted, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? await actionTime.LookUpAsync(async token => Shown(await audit.ReadAsync(day, token)), cancellationToken)
            : new SlackActionResult(null, $"{text.Code(wanted, 100)} is no day; one like `{today.ToString(Form, CultureInfo.InvariantCulture)}` (in UTC) is allowed, or nothing. For example: `/ops audit {today.ToString(Form, CultureInfo.InvariantCulture)}`");
    }

    private SlackActionResult Shown(AuditDay day) => new(null, null) { ToUser = words.Of(day) };
}
