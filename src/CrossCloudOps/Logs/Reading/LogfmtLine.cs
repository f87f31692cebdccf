namespace CrossCloudOps.Logs.Reading;

/// <summary>Lines such as <c>time=… level=error msg="cannot save" err=timeout</c> of logrus, slog and others.</summary>
internal static class LogfmtLine
{
    private const int MostFields = 100;

    public static LineReading? TryRead(string text, LinePrefix prefix)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var line = end < 0 ? text : text[..end];
        if (!line.Contains("level=", StringComparison.Ordinal) && !line.Contains("lvl=", StringComparison.Ordinal))
        {
            return null;
        }

        var fields = Fields(line, prefix.Length);
        if ((Field(fields, "level") ?? Field(fields, "lvl")) is not { } word || LogLevels.OfWord(word) is var level && level == LogLevel.Unknown)
        {
            return null;
        }

        var message = Field(fields, "msg") ?? Field(fields, "message") ?? "";
        var error = Field(fields, "err") ?? Field(fields, "error") ?? "";
        var both = message.Length == 0 ? error : error.Length == 0 ? message : $"{message}: {error}";
        return PlainLine.OfText(end < 0 ? both : $"{both}{text[end..]}", level);
    }

    private static string? Field(Dictionary<string, string> fields, string name) => fields.GetValueOrDefault(name);

    private static Dictionary<string, string> Fields(string line, int at)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (at < line.Length && fields.Count < MostFields)
        {
            var equals = line.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }

            var name = line[(line.LastIndexOf(' ', equals) + 1)..equals];
            at = EndOfValue(line, equals + 1, out var value);
            fields.TryAdd(name, value);
        }

        return fields;
    }

    private static int EndOfValue(string line, int start, out string value)
    {
        if (start < line.Length && line[start] == '"')
        {
            var end = start + 1;
            while (end < line.Length && line[end] != '"')
            {
                end += line[end] == '\\' ? 2 : 1;
            }

            end = Math.Min(end, line.Length);
            value = line[(start + 1)..end].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);
            return Math.Min(end + 1, line.Length);
        }

        var space = line.IndexOf(' ', start);
        value = space < 0 ? line[start..] : line[start..space];
        return space < 0 ? line.Length : space;
    }
}
