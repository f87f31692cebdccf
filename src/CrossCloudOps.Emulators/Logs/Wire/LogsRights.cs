using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.Logs.Groups;
using CrossCloudOps.Emulators.Logs.Operations;

namespace CrossCloudOps.Emulators.Logs.Wire;

/// <summary>
/// What each operation needs: the action of its name, on a group with a stream behind it even where no stream is named. So a policy needs
/// <c>:*</c> after the group's name. Who describes groups needs the right for one without a name, whatever the prefix: only
/// <c>log-group:*</c> gives that.
/// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html"/>
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html"/>
/// </summary>
internal static class LogsRights
{
    public static IamNeed Of(string operation, LogsRequest request, LogsAccount account)
    {
        var group = operation == "DescribeLogGroups" ? string.Empty : request.LogGroupName ?? request.LogGroupIdentifier ?? string.Empty;
        return new IamNeed($"logs:{operation}", $"{account.ArnIn(group)}:log-stream:{StreamOf(request)}");
    }

    private static string? StreamOf(LogsRequest request) => request switch
    {
        CreateLogStreamRequest create => create.LogStreamName,
        GetLogEventsRequest get => get.LogStreamName,
        PutLogEventsRequest put => put.LogStreamName,
        _ => null,
    };
}
