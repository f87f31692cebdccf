namespace CrossCloudOps.Logs.Reading;

/// <summary>Lambda tells of a failed invocation once more when it reports on it. That is no second error.</summary>
internal static class LambdaReports
{
    private const string Report = "REPORT RequestId: ";

    public static IEnumerable<LogError> Join(List<LogError?> errors, IReadOnlyList<LogEvent> events)
    {
        if (errors.Exists(e => IsFailed(e!, events)))
        {
            JoinFailed(errors, events);
        }

        return errors.OfType<LogError>();
    }

    private static void JoinFailed(List<LogError?> errors, IReadOnlyList<LogEvent> events)
    {
        var placeOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var n = 0; n < errors.Count; n++)
        {
            if (errors[n] is not { Kind.Level: >= LogLevel.Error, RequestId: { } requestId } error)
            {
                continue;
            }

            if (IsFailed(error, events) && placeOf.TryGetValue(requestId, out var place))
            {
                errors[place] = errors[place]! with { Events = [.. errors[place]!.Events.Concat(error.Events).Order()] };
                errors[n] = null;
            }
            else
            {
                placeOf[requestId] = n;
            }
        }
    }

    private static bool IsFailed(LogError error, IReadOnlyList<LogEvent> events)
    {
        if (error.Kind.Level < LogLevel.Error || error.Events.Count > 1)
        {
            return false;
        }

        var message = events[error.Events[0]].Message;
        return message.Begins(Report) || (message.Begins("{") && LineForm.IsPlatformReport(message));
    }
}
