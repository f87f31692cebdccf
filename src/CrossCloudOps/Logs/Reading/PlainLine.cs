namespace CrossCloudOps.Logs.Reading;

/// <summary>Text that is no JSON, though it may hold some behind its prefix.</summary>
internal static class PlainLine
{
    public static LineReading Read(string text)
    {
        var prefix = LinePrefix.Of(text);
        if (LogfmtLine.TryRead(text, prefix) is { } logfmt)
        {
            return logfmt;
        }

        var rest = BehindCategory(text[prefix.Length..], prefix.Level);
        return StructuredLine.TryRead(rest, prefix.Level) ?? StructuredLine.TryReadBehindText(rest, prefix.Level) ?? OfText(rest, prefix.Level);
    }

    /// <summary>A message with what may follow it: a traceback, or the text of an exception.</summary>
    public static LineReading OfText(string text, LogLevel level)
    {
        if (Tracebacks.Read(text) is { } traceback)
        {
            return new LineReading
            {
                Level = level == LogLevel.Unknown ? LevelOf(traceback) : level,
                Detail = traceback.Whole ? ErrorDetail.Whole : ErrorDetail.Part,
                Message = FirstLine(text),
                Traceback = traceback,
            };
        }

        var line = FirstLine(text);
        if (ExceptionHead.TryRead(line, strict: true, out var type, out var message))
        {
            var rest = text[(text.IndexOf(line, StringComparison.Ordinal) + line.Length)..];
            return new LineReading { Level = level == LogLevel.Unknown ? LogLevel.Error : level, Type = type, Message = $"{message}{rest}".Trim() };
        }

        return new LineReading { Level = level, Message = text.Trim() };
    }

    private static LogLevel LevelOf(Traceback traceback) => traceback.Outermost.Type is GoTraceback.Panic or GoTraceback.FatalError ? LogLevel.Fatal : LogLevel.Error;

    private static string FirstLine(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.IndexOf('\n');
        return (end < 0 ? trimmed : trimmed[..end].TrimEnd()).ToString();
    }

    /// <summary>.NET's console writes <c>fail: Category[0]</c>, and the message on lines of their own.</summary>
    private static string BehindCategory(string text, LogLevel level)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (level == LogLevel.Unknown || end < 0)
        {
            return text;
        }

        var line = text.AsSpan(0, end).TrimEnd();
        var open = line.LastIndexOf('[');
        return open > 0 && line[^1] == ']' && !line.Contains(' ') && !line[(open + 1)..^1].ContainsAnyExceptInRange('0', '9') ? text[(end + 1)..] : text;
    }
}
