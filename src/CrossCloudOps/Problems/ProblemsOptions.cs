using System.Net;
using CrossCloudOps.Outbound;
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

    /// <summary>An address that is called once a minute while the app does its work; a secret. Without it, nobody is told that it stopped.</summary>
    public string? ReportTo { get; set; }

    public Uri? ReportAddress => string.IsNullOrEmpty(ReportTo) ? null : new Uri(ReportTo);
}

internal sealed class ValidateProblemsOptions : IValidateOptions<ProblemsOptions>
{
    private static readonly TimeSpan ShortestReminder = TimeSpan.FromMinutes(5);

    /// <summary>Names that the internet's own DNS never has.</summary>
    private static readonly string[] InsideNames = [".internal", ".local", ".home.arpa"];

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

        CheckReportTo(faults, options.ReportTo);
        return faults.Result;
    }

    /// <summary>What watches the app often stands in the same private network, where few have certificates.</summary>
    private static void CheckReportTo(SettingFaults faults, string? address)
    {
        const string path = nameof(ProblemsOptions.ReportTo);
        if (string.IsNullOrEmpty(address) || !faults.CheckSecret(path, address, 1, "Leave it out, or give the address that is to be called."))
        {
            return;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsInside(uri))))
        {
            faults.AddSecret(path, $"is not an https address. http is taken on this machine and inside a private network only: there give a private IP address, a name without dots, or one that ends in {string.Join(", ", InsideNames)}.");
        }
        else if (uri.UserInfo.Length > 0)
        {
            faults.AddSecret(path, "has a user name or password in it, which would not be sent: give an address that needs none.");
        }
    }

    /// <summary>Whatever it is, it does not lead over the internet.</summary>
    private static bool IsInside(Uri uri) => IPAddress.TryParse(uri.IdnHost, out var address)
        ? OutboundGuard.Refusal(address) is not null
        : uri.IsLoopback || !uri.IdnHost.Contains('.', StringComparison.Ordinal) || InsideNames.Any(name => uri.IdnHost.EndsWith(name, StringComparison.OrdinalIgnoreCase));
}
