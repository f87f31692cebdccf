using CrossCloudOps.Problems;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Logs.Telling;

/// <summary>A log group as people look for it: its name, and whose it is if it belongs to another account.</summary>
internal sealed class LogPlace(SlackText text)
{
    /// <summary>The fact of a problem that names its log group.</summary>
    public const string Fact = "group";

    private const int LongestName = 300;

    public static string IdOf(Problem problem) => problem.Facts.GetValueOrDefault(Fact, "");

    public static string NameOf(Problem problem) => LogGroupName.Of(IdOf(problem));

    public string Of(Problem problem) => Of(IdOf(problem));

    public string Of(string id) =>
        text.Code(LogGroupName.Of(id), LongestName) + (LogGroupName.IsArn(id) && id.Split(':') is [_, _, _, _, { Length: > 0 } account, ..] ? $" of account {text.Code(account, 20)}" : "");
}
