namespace CrossCloudOps.DeadLetters;

/// <summary>Brings what was written about a failure into code, one line and detail.</summary>
internal static class ReasonText
{
    private const string PythonBegins = "Traceback (most recent call last)";

    /// <summary>Null if nothing is said.</summary>
    public static DeadLetterReason? Reason(string? code, string? message, string? detail, string source)
    {
        var (given, text, more) = (Blank(code), Blank(message), Blank(detail));
        if (text is null && more is not null)
        {
            (text, more) = (more, null);
        }

        var line = text is null ? null : Line(text);
        var split = given is null && line is not null ? TypeAndText(line) : null;
        (given, line) = split is { } parts ? (parts.Type, parts.Text) : (given, line);
        return given is null && line is null ? null : new DeadLetterReason(given, line, more ?? (text?.Contains('\n', StringComparison.Ordinal) == true ? text : null), source);
    }

    /// <summary>The line that says it: the first one, but the last one of what Python writes.</summary>
    private static string Line(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines[0].StartsWith(PythonBegins, StringComparison.Ordinal) ? lines[^1] : lines[0];
    }

    /// <summary><c>System.TimeoutException: The operation has timed out.</c></summary>
    private static (string Type, string? Text)? TypeAndText(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var type = (colon < 0 ? line : line[..colon]).TrimEnd(':');
        var isType = type.Length is > 0 and < 200 && char.IsLetter(type[0]) && type.All(static c => char.IsLetterOrDigit(c) || c is '.' or '_' or '+' or '`' or '$')
            && (type.EndsWith("Exception", StringComparison.Ordinal) || type.EndsWith("Error", StringComparison.Ordinal));
        return isType ? (type, colon < 0 ? null : Blank(line[(colon + 2)..])) : null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
