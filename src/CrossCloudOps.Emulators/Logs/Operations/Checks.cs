using System.Buffers;
using CrossCloudOps.Emulators.Logs.Groups;

namespace CrossCloudOps.Emulators.Logs.Operations;

/// <summary>The rules that requests have in common.</summary>
internal static class Checks
{
    private const int LongestName = 512;
    private const int LongestIdentifier = 2048;

    private static readonly SearchValues<char> GroupName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/#");
    private static readonly SearchValues<char> Identifier = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_#+=/:,.@-");
    private static readonly SearchValues<char> NotInStreamName = SearchValues.Create(":*");

    public static string GroupNameIn(string member, string? name) => Name(
        member, name, name.AsSpan().ContainsAnyExcept(GroupName), @"satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+");

    public static string StreamNameIn(string member, string? name) =>
        Name(member, name, name.AsSpan().ContainsAny(NotInStreamName), "satisfy regular expression pattern: [^:*]*");

    /// <summary>A name, or an ARN without <c>:*</c> at its end.</summary>
    public static string IdentifierIn(string member, string identifier) =>
        identifier.Length is > 0 and <= LongestIdentifier && !identifier.AsSpan().ContainsAnyExcept(Identifier) ? identifier
            : throw LogsErrors.Constraint(member, identifier, @"satisfy regular expression pattern: [\w#+=/:,.@-]*");

    public static int Limit(int? limit, int most) =>
        limit is null ? most
        : limit < 1 ? throw LogsErrors.Constraint("limit", limit, "have value greater than or equal to 1")
        : limit > most ? throw LogsErrors.Constraint("limit", limit, $"have value less than or equal to {most}")
        : limit.Value;

    public static void Times(long? start, long? end)
    {
        if (start < 0 || end < 0)
        {
            throw LogsErrors.Constraint(start < 0 ? "startTime" : "endTime", start < 0 ? start : end, "have value greater than or equal to 0");
        }

        if (start > end)
        {
            throw LogsErrors.InvalidParameter("startTime must not be later than endTime.");
        }
    }

    /// <summary>"You must include one of these two parameters, but you can't include both."</summary>
    public static string GroupIn(LogsRequest request) => (request.LogGroupName, request.LogGroupIdentifier) switch
    {
        ({ } name, null) => GroupNameIn("logGroupName", name),
        (null, { } identifier) => IdentifierIn("logGroupIdentifier", identifier),
        (null, null) => throw LogsErrors.InvalidParameter("Log group name or log group identifier is required."),
        _ => throw LogsErrors.InvalidParameter("LogGroup name and LogGroup identifier are mutually exclusive parameters."),
    };

    private static string Name(string member, string? name, bool wrong, string rule) =>
        string.IsNullOrEmpty(name) ? throw LogsErrors.Constraint(member, name, "have length greater than or equal to 1")
        : name.Length > LongestName ? throw LogsErrors.Constraint(member, name, $"have length less than or equal to {LongestName}")
        : wrong ? throw LogsErrors.Constraint(member, name, rule)
        : name;
}
