namespace CrossCloudOps.Logs;

/// <summary>Names and ARNs of log groups. <see href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"/></summary>
internal static class LogGroupName
{
    public const int Longest = 512;

    private const string ArnStart = "arn:";
    private const string ArnEnd = ":*";

    public static bool IsArn(string? nameOrArn) => nameOrArn?.StartsWith(ArnStart, StringComparison.Ordinal) == true;

    public static bool IsName(string text) =>
        text.Length is > 0 and <= Longest && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '/' or '.' or '#');

    /// <summary>The name, also of an ARN (<c>arn:aws:logs:region:account:log-group:name</c>, perhaps with <c>:*</c> behind).</summary>
    public static string Of(string nameOrArn) => IsArn(nameOrArn) && nameOrArn.Split(':', 7) is [.., var name] ? WithoutStar(name) : nameOrArn;

    /// <summary>As the API takes it: an ARN without <c>:*</c> behind.</summary>
    public static string Identifier(string nameOrArn) => IsArn(nameOrArn) ? WithoutStar(nameOrArn) : nameOrArn;

    /// <summary>Null if it is no ARN of a log group.</summary>
    public static string? RegionOf(string arn) => arn.Split(':', 7) is ["arn", _, "logs", { Length: > 0 } region, _, "log-group", _] ? region : null;

    private static string WithoutStar(string text) => text.EndsWith(ArnEnd, StringComparison.Ordinal) ? text[..^ArnEnd.Length] : text;
}
