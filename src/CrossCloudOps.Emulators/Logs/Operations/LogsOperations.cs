using CrossCloudOps.Emulators.Logs.Groups;

namespace CrossCloudOps.Emulators.Logs.Operations;

/// <summary>The operations: here those on groups.</summary>
internal sealed partial class LogsOperations(LogsAccount account, PageSplits splits)
{
    private const int MostDescriptions = 50;
    private const string Standard = "STANDARD";

    public EmptyResponse CreateLogGroup(CreateLogGroupRequest request)
    {
        var name = Checks.GroupNameIn("logGroupName", request.LogGroupName);
        if (name.StartsWith("aws/", StringComparison.Ordinal))
        {
            throw LogsErrors.InvalidParameter("Log group names starting with aws/ are reserved for AWS.");
        }

        return account.Create(name, logGroupClass: ClassIn(request.LogGroupClass) ?? Standard) is not null ? EmptyResponse.Instance : throw LogsErrors.GroupExists();
    }

    public DescribeLogGroupsResponse DescribeLogGroups(DescribeLogGroupsRequest request)
    {
        CheckFilters(request);
        var limit = Checks.Limit(request.Limit, MostDescriptions);
        var scope = $"groups {request.LogGroupNamePrefix} {request.LogGroupNamePattern} {request.LogGroupClass}";
        var after = PageToken.Read(request.NextToken, scope, account);
        var rest = Selected(request).Where(group => after is null || string.CompareOrdinal(PositionOf(group), after) > 0).Take(limit + 1).ToList();
        return new DescribeLogGroupsResponse(
            [.. rest.Take(limit).Select(group => Describe(group, briefly: request.LogGroupNamePattern is not null))],
            rest.Count > limit ? PageToken.Write(PositionOf(rest[limit - 1]), scope, account) : null);
    }

    private static void CheckFilters(DescribeLogGroupsRequest request)
    {
        if (request.LogGroupNamePrefix is { } prefix)
        {
            Checks.GroupNameIn("logGroupNamePrefix", prefix);
        }

        if (request.LogGroupNamePattern is { Length: > 0 } pattern)
        {
            Checks.GroupNameIn("logGroupNamePattern", pattern);
        }

        if (request is { LogGroupNamePrefix: not null, LogGroupNamePattern: not null })
        {
            throw LogsErrors.InvalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }

        ClassIn(request.LogGroupClass);
        foreach (var identifier in request.LogGroupIdentifiers ?? [])
        {
            Checks.IdentifierIn("logGroupIdentifiers", identifier);
        }
    }

    private static string? ClassIn(string? logGroupClass) => logGroupClass is null or Standard or "INFREQUENT_ACCESS" or "DELIVERY" ? logGroupClass
        : throw LogsErrors.Constraint("logGroupClass", logGroupClass, "satisfy enum value set: [INFREQUENT_ACCESS, STANDARD, DELIVERY]");

    private static string PositionOf(LogGroup group) => $"{group.Name} {group.Account}";

    /// <summary>"If you specify logGroupNamePattern in your request, then only arn, creationTime, and logGroupName are included in the response."</summary>
    private static LogGroupDescription Describe(LogGroup group, bool briefly)
    {
        var description = new LogGroupDescription(group.Name, group.Arn + ":*", group.CreatedAt);
        if (briefly)
        {
            return description;
        }

        lock (group.Gate)
        {
            return description with
            {
                LogGroupArn = group.Arn,
                LogGroupClass = group.LogGroupClass,
                MetricFilterCount = 0,
                StoredBytes = group.Events.All().Sum(static one => (long)one.Size),
            };
        }
    }

    private IEnumerable<LogGroup> Selected(DescribeLogGroupsRequest request) => account.Groups.Where(group =>
        IsInAccounts(group, request)
        && group.Name.StartsWith(request.LogGroupNamePrefix ?? string.Empty, StringComparison.Ordinal)
        && group.Name.Contains(request.LogGroupNamePattern ?? string.Empty, StringComparison.Ordinal)
        && (request.LogGroupClass is null || group.LogGroupClass == request.LogGroupClass)
        && (request.LogGroupIdentifiers is null || request.LogGroupIdentifiers.Any(identifier => account.Find(identifier) == group)));

    private bool IsInAccounts(LogGroup group, DescribeLogGroupsRequest request) =>
        request.LogGroupIdentifiers is not null
        || (request.IncludeLinkedAccounts != true ? group.Account == account.AccountId
            : request.AccountIdentifiers is not { Count: > 0 } accounts || accounts.Contains(group.Account, StringComparer.Ordinal));

    private LogGroup Group(LogsRequest request) => account.Find(Checks.GroupIn(request)) ?? throw LogsErrors.GroupNotFound();
}
