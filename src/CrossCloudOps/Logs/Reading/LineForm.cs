namespace CrossCloudOps.Logs.Reading;

/// <summary>How an event may be joined with those around it.</summary>
/// <param name="Role">Of its first line.</param>
/// <param name="End">What may follow its last line.</param>
/// <param name="Prefix">How long the prefix before the message is.</param>
internal readonly record struct LineForm(LineRole Role, OpenEnd End, int Prefix)
{
    private const int LongestPlatformHead = 200;

    public static LineForm Of(string text, LogLevel level)
    {
        var prefix = LinePrefix.Of(text);
        var rest = text.AsSpan(prefix.Length);
        var lambda = OfLambda(text);
        var role = lambda;
        var end = OpenEnd.Closed;
        var first = true;
        foreach (var range in rest.Split('\n'))
        {
            var line = rest[range].TrimEnd('\r');
            if (first)
            {
                first = false;
                role = lambda == LineRole.Plain ? RoleOf(line) : lambda;
                end = FirstEnd(role, line, prefix.Length > 0, level);
            }
            else if (After(end, RoleOf(line)) is { } next)
            {
                end = next;
            }
        }

        return new LineForm(role, end, prefix.Length);
    }

    /// <summary>Null if such a line does not belong to what came before.</summary>
    public static OpenEnd? After(OpenEnd end, LineRole role) => role switch
    {
        LineRole.Blank => end is OpenEnd.PythonEnd or OpenEnd.PythonBetween or OpenEnd.AtFrames or OpenEnd.GoPanic or OpenEnd.GoFrames or OpenEnd.NodeSource or OpenEnd.Category ? end : null,
        LineRole.Indented => end is OpenEnd.PythonFrames or OpenEnd.PythonToldFrames or OpenEnd.AtFrames or OpenEnd.GoPanic or OpenEnd.GoFrames or OpenEnd.NodeSource or OpenEnd.Category ? end : null,
        LineRole.PythonHead => end is OpenEnd.Thrown ? OpenEnd.PythonToldFrames : end is OpenEnd.Line or OpenEnd.Category or OpenEnd.PythonBetween ? OpenEnd.PythonFrames : null,
        LineRole.PythonFrame => end is OpenEnd.Thrown or OpenEnd.PythonToldFrames ? OpenEnd.PythonToldFrames : end is OpenEnd.Line or OpenEnd.Category or OpenEnd.PythonFrames ? OpenEnd.PythonFrames : null,
        LineRole.PythonGroup => end is OpenEnd.Line or OpenEnd.Category or OpenEnd.Thrown or OpenEnd.PythonFrames or OpenEnd.PythonToldFrames or OpenEnd.PythonEnd or OpenEnd.PythonBetween ? OpenEnd.PythonFrames : null,
        LineRole.PythonBetween => end is OpenEnd.PythonFrames or OpenEnd.PythonToldFrames or OpenEnd.PythonEnd ? OpenEnd.PythonBetween : null,
        LineRole.PythonType => end is OpenEnd.PythonFrames or OpenEnd.PythonToldFrames ? OpenEnd.PythonEnd : null,
        LineRole.ExceptionHead => end switch
        {
            OpenEnd.PythonFrames or OpenEnd.PythonToldFrames => OpenEnd.PythonEnd,
            OpenEnd.Line or OpenEnd.Category or OpenEnd.NodeSource => OpenEnd.Thrown,
            _ => null,
        },
        LineRole.AtFrame or LineRole.Cause => end is OpenEnd.Line or OpenEnd.Category or OpenEnd.Thrown or OpenEnd.AtFrames or OpenEnd.NodeSource ? OpenEnd.AtFrames : null,
        LineRole.ObjectEnd => end is OpenEnd.AtFrames ? end : null,
        LineRole.GoSignal => end is OpenEnd.GoPanic ? end : null,
        LineRole.Goroutine => end is OpenEnd.GoPanic or OpenEnd.GoFrames or OpenEnd.Line or OpenEnd.Thrown ? OpenEnd.GoFrames : null,
        LineRole.GoCall => end is OpenEnd.GoFrames ? end : null,
        LineRole.NodeThrow => end is OpenEnd.NodeSource ? end : null,
        _ => null,
    };

    private static OpenEnd FirstEnd(LineRole role, ReadOnlySpan<char> line, bool prefixed, LogLevel level) => role switch
    {
        LineRole.PythonHead or LineRole.PythonFrame or LineRole.PythonGroup => OpenEnd.PythonFrames,
        LineRole.PythonBetween => OpenEnd.PythonBetween,
        LineRole.ExceptionHead => OpenEnd.Thrown,
        LineRole.AtFrame or LineRole.Cause => OpenEnd.AtFrames,
        LineRole.GoPanic => OpenEnd.GoPanic,
        LineRole.Goroutine => OpenEnd.GoFrames,
        LineRole.NodeSource => OpenEnd.NodeSource,
        LineRole.Start or LineRole.Report => OpenEnd.Closed,
        _ => prefixed && line.EndsWith("]") && !line.Contains(' ') ? OpenEnd.Category
            : level is LogLevel.Info or LogLevel.Debug || line.StartsWith("{") ? OpenEnd.Closed
            : OpenEnd.Line,
    };

    private static LineRole RoleOf(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        if (text.IsEmpty)
        {
            return LineRole.Blank;
        }

        return text.Length < line.Length ? RoleOfIndented(text) : RoleOfUnindented(text.TrimEnd());
    }

    private static LineRole RoleOfIndented(ReadOnlySpan<char> text) => text switch
    {
        _ when text.StartsWith("at ") => LineRole.AtFrame,
        _ when PythonTraceback.IsFrame(text) => LineRole.PythonFrame,
        _ when text.StartsWith("+ Exception Group") => LineRole.PythonHead,
        _ when text.StartsWith("| ") || text.StartsWith("+-") => LineRole.PythonGroup,
        _ when IsCause(text) => LineRole.Cause,
        _ => LineRole.Indented,
    };

    private static LineRole RoleOfUnindented(ReadOnlySpan<char> text) => text switch
    {
        _ when text.StartsWith(PythonTraceback.Head) => LineRole.PythonHead,
        _ when text.StartsWith("During handling of the above") || text.StartsWith("The above exception was") => LineRole.PythonBetween,
        _ when PythonTraceback.IsFrame(text) => LineRole.PythonFrame,
        _ when IsCause(text) => LineRole.Cause,
        _ when text.StartsWith("panic: ") || text.StartsWith("fatal error: ") => LineRole.GoPanic,
        _ when text.StartsWith("[signal ") || text.StartsWith("goroutine running on other thread") => LineRole.GoSignal,
        _ when GoTraceback.IsGoroutine(text) => LineRole.Goroutine,
        _ when text.StartsWith("created by ") || text.StartsWith("exit status ") => LineRole.GoCall,
        _ when text is "}" or "]" or "})" || text.StartsWith("Node.js v") => LineRole.ObjectEnd,
        _ when text.StartsWith("throw ") => LineRole.NodeThrow,
        _ when IsNodeSource(text) => LineRole.NodeSource,
        _ when ExceptionHead.TryRead(text, strict: true, out _, out _) => LineRole.ExceptionHead,
        _ when ExceptionHead.TryReadPython(text, out _, out _) => LineRole.PythonType,
        _ when text[^1] == ')' && text.IndexOf('(') is > 0 and var open && text[..open].Contains('.') && !text[..open].Contains(' ') => LineRole.GoCall,
        _ => LineRole.Plain,
    };

    private static bool IsCause(ReadOnlySpan<char> text) =>
        text.StartsWith("Caused by: ") || text.StartsWith("Suppressed: ") || text.StartsWith("---> ") || text.StartsWith("--- End of ") || text.StartsWith("[cause]: ")
        || (text.StartsWith("... ") && (text.EndsWith(" more") || text.EndsWith(" common frames omitted")));

    /// <summary>Node names the line of the source first: <c>/var/task/orders.js:12</c>.</summary>
    private static bool IsNodeSource(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 3 && colon + 1 < text.Length && !text[(colon + 1)..].ContainsAnyExceptInRange('0', '9') && !text.Contains(' ')
            && (text[..colon].EndsWith("js") || text[..colon].EndsWith(".ts"));
    }

    public static bool IsPlatformReport(string text) => IsPlatform(text, "\"platform.report\"") || IsPlatform(text, "\"platform.runtimeDone\"");

    private static LineRole OfLambda(string text) => text switch
    {
        _ when text.Begins("START RequestId: ") || IsPlatform(text, "\"platform.start\"") => LineRole.Start,
        _ when text.Begins("REPORT RequestId: ") || IsPlatformReport(text) => LineRole.Report,
        _ => LineRole.Plain,
    };

    private static bool IsPlatform(string text, string type) => text.Begins("{") && text.AsSpan(0, Math.Min(LongestPlatformHead, text.Length)).Contains(type, StringComparison.Ordinal);
}
