namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>The fields of a line: between spaces, or all that stands between square brackets or double quotation marks.</summary>
internal static class Fields
{
    /// <summary>The last of <paramref name="most"/> fields holds the rest of the line.</summary>
    public static List<string> Split(string line, int most = int.MaxValue)
    {
        List<string> fields = [];
        var rest = line.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            if (fields.Count == most - 1 && Length(rest) < rest.Length)
            {
                fields.Add(rest.ToString());
                break;
            }

            var length = Length(rest);
            var field = rest[..length];
            fields.Add((IsEnclosed(field) ? field[1..^1] : field).ToString());
            rest = rest[length..].TrimStart();
        }

        return fields;
    }

    private static int Length(ReadOnlySpan<char> rest)
    {
        var end = rest[0] switch { '[' => ']', '"' => '"', _ => '\0' };
        var close = end == '\0' ? -1 : rest[1..].IndexOf(end);
        if (close >= 0)
        {
            return close + 2;
        }

        var space = rest.IndexOfAny(" \t\r\n");
        return space < 0 ? rest.Length : space;
    }

    private static bool IsEnclosed(ReadOnlySpan<char> field) => field is ['[', .., ']'] or ['"', .., '"'] && field.Length > 1;
}
