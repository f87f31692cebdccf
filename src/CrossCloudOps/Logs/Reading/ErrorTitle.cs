namespace CrossCloudOps.Logs.Reading;

/// <summary>An error in one line, such as <c>OrderException: cannot save (caused by SqlException: timeout)</c>.</summary>
internal static class ErrorTitle
{
    private const int Longest = 200;
    private const int LongestBeforeCause = 110;

    public static string Of(LineReading reading)
    {
        if (reading.Traceback is { } traceback)
        {
            return OfTraceback(traceback, reading);
        }

        var title = Line(Named(reading.Type, reading.Message), Longest);
        return title.Length > 0 ? title : "(blank)";
    }

    private static string OfTraceback(Traceback traceback, LineReading reading)
    {
        var (outermost, root) = (traceback.Outermost, traceback.Root);
        var own = Named(outermost.Type, outermost.Message);
        if (own.Length == 0)
        {
            own = outermost.Frames.Count > 0 ? Headless(outermost.Frames) : reading.Message;
        }

        if (traceback.Chain.Count == 1 || Named(root.Type, root.Message) is not { Length: > 0 } cause || cause == own)
        {
            return Line(own, Longest);
        }

        var before = Line(own, LongestBeforeCause);
        return Line($"{before} (caused by {Line(cause, Longest - before.Length - "() caused by".Length - 1)})", Longest);
    }

    /// <summary>The beginning or end of the traceback, where its type stands, is missing.</summary>
    private static string Headless(IReadOnlyList<Frame> frames)
    {
        var frame = frames.FirstOrDefault(static f => f.Own, frames[0]);
        return frame.Function.Length == 0 ? $"part of a traceback in {frame.Place}" : frame.Place.Length == 0 ? $"part of a traceback in {frame.Function}" : $"part of a traceback in {frame.Function} ({frame.Place})";
    }

    private static string Named(string? type, string message) =>
        type is null ? message : message.Length == 0 ? Short(type) : $"{Short(type)}: {message}";

    /// <summary>Without its package or namespace; Lambda's own types are known by it.</summary>
    private static string Short(string type) => type.Begins("Runtime.") || type.Begins("Sandbox.") || type.Begins("Extension.") ? type : type[(type.LastIndexOfAny(['.', '+', '$']) + 1)..];

    /// <summary>White space becomes one space, and what is too long is cut between characters.</summary>
    private static string Line(string text, int longest)
    {
        var line = string.Join(' ', text[..Math.Min(text.Length, Longest * 5)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= longest)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return $"{line[..end]}…";
    }
}
