namespace CrossCloudOps.Logs.Reading;

/// <summary>Lines that Lambda itself writes. <see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html"/></summary>
internal static class LambdaLine
{
    public const string TimedOut = "Task timed out";

    private const string RuntimeExited = "Runtime exited";
    private const string Report = "REPORT RequestId: ";
    private const string HeapFull = "FATAL ERROR: ";
    private const int TimedOutWithin = 120;

    private static readonly string[] Starts = ["START RequestId: ", "END RequestId: ", "INIT_START ", "INIT_REPORT ", "EXTENSION\tName: ", "LOGS\tName: ", "XRAY TraceId: "];

    public static LineReading? TryRead(string text)
    {
        if (text.StartsWith(Report, StringComparison.Ordinal))
        {
            return OfStatus(Field(text, "Status: "), Field(text, "Error Type: ")) ?? Whole(LogLevel.Info, null, "REPORT");
        }

        if (Starts.FirstOrDefault(s => text.StartsWith(s, StringComparison.Ordinal)) is { } start)
        {
            return OfStatus(Field(text, "Status: "), Field(text, "Error Type: ")) ?? Whole(LogLevel.Info, null, start[..start.IndexOfAny([' ', '\t'])]);
        }

        return OfTimeout(text) ?? OfExit(text) ?? OfFullHeap(text);
    }

    /// <summary>Of a REPORT or a platform event; null if all went well.</summary>
    public static LineReading? OfStatus(string? status, string? type) => status switch
    {
        "timeout" => Whole(LogLevel.Error, null, TimedOut),
        "error" or "failure" => Whole(LogLevel.Error, type, type is null ? "invocation failed" : ""),
        _ => null,
    };

    private static LineReading? OfTimeout(string text)
    {
        var at = text.AsSpan(0, Math.Min(text.Length, TimedOutWithin)).IndexOf(TimedOut);
        if (at < 0 || LinePrefix.Of(text).Length != at)
        {
            return null;
        }

        var line = text[at..].Split('\n')[0].TrimEnd();
        return Whole(LogLevel.Error, null, line) with { Template = TimedOut };
    }

    /// <summary><c>RequestId: … Error: Runtime exited with error: signal: killed</c>, its type on the next line.</summary>
    private static LineReading? OfExit(string text)
    {
        const string error = " Error: ";
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var line = end < 0 ? text : text[..end];
        var at = line.IndexOf(error, StringComparison.Ordinal);
        if (at < 0 || !line.StartsWith("RequestId: ", StringComparison.Ordinal))
        {
            return null;
        }

        var type = end < 0 ? "" : text[(end + 1)..].Trim();
        var message = line[(at + error.Length)..].Trim();
        var named = type.Length > 0 && !type.AsSpan().ContainsAny(" \n\t");
        var level = message.StartsWith(RuntimeExited, StringComparison.Ordinal) ? LogLevel.Fatal : LogLevel.Error;
        return Whole(level, named ? type : null, message);
    }

    private static LineReading? OfFullHeap(string text)
    {
        var at = text.StartsWith(HeapFull, StringComparison.Ordinal) ? 0 : text.IndexOf($"\n{HeapFull}", StringComparison.Ordinal) + 1;
        return at == 0 && !text.StartsWith(HeapFull, StringComparison.Ordinal) ? null : Whole(LogLevel.Fatal, null, text[at..].Split('\n')[0].TrimEnd());
    }

    private static string? Field(string text, string name)
    {
        var at = text.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = text.AsSpan(at + name.Length);
        var end = rest.IndexOfAny("\t\n ");
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private static LineReading Whole(LogLevel level, string? type, string message) => new() { Level = level, Type = type, Message = message, Detail = ErrorDetail.Whole };
}
