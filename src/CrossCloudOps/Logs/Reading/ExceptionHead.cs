using System.Buffers;

namespace CrossCloudOps.Logs.Reading;

/// <summary>The line that names an exception: its type, and mostly its message.</summary>
internal static class ExceptionHead
{
    private const int LongestType = 200;

    private static readonly string[] Intros =
    [
        "Unhandled exception. ", "Unhandled Exception: ", "Unhandled Promise Rejection", "UnhandledPromiseRejectionWarning: ", "Unhandled rejection ",
        "Uncaught Exception", "Uncaught ", "Invoke Error", "Caused by: ", "Suppressed: ", "(Inner Exception #0) ",
    ];

    private static readonly string[] Endings = ["Exception", "Error", "Throwable", "Failure", "Fault", "Interrupt", "SystemExit", "ExceptionGroup", "Timeout", "ExitError"];

    private static readonly SearchValues<char> TypeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$+`");

    /// <param name="strict">Only names that exceptions mostly have; else anything that has the form, as behind or before frames.</param>
    public static bool TryRead(ReadOnlySpan<char> line, bool strict, out string type, out string message)
    {
        line = WithoutIntro(line.Trim());
        var end = line.IndexOfAnyExcept(TypeCharacters);
        var name = end < 0 ? line : line[..end];
        (type, message) = ("", "");
        if (name.Length is 0 or > LongestType || !(char.IsAsciiLetter(name[0]) || name[0] == '_') || name[^1] == '.' || !IsType(name, strict))
        {
            return false;
        }

        var rest = BehindCode(line[name.Length..]);
        if (rest.IsEmpty ? strict && !name.Contains('.') && LogLevels.OfWord(name) != LogLevel.Unknown : rest[0] != ':' || (rest.Length > 1 && rest[1] is not (' ' or '\t')))
        {
            return false;
        }

        (type, message) = (name.ToString(), rest.TrimStart(':').Trim().ToString());
        return true;
    }

    /// <summary>Python names the type without any rule, and after the frames.</summary>
    public static bool TryReadPython(ReadOnlySpan<char> line, out string type, out string message)
    {
        line = line.TrimEnd();
        var end = line.IndexOfAnyExcept(TypeCharacters);
        var name = end < 0 ? line : line[..end];
        (type, message) = ("", "");
        if (name.Length is 0 or > LongestType || !(char.IsAsciiLetter(name[0]) || name[0] == '_') || (end >= 0 && line[end] != ':'))
        {
            return false;
        }

        (type, message) = (name.ToString(), line[name.Length..].TrimStart(':').Trim().ToString());
        return true;
    }

    public static bool IsDotted(ReadOnlySpan<char> type) => type.Contains('.');

    private static bool IsType(ReadOnlySpan<char> name, bool strict)
    {
        var simple = name[(name.LastIndexOfAny('.', '+', '$') + 1)..].TrimEnd("`0123456789");
        foreach (var ending in Endings)
        {
            if (simple.EndsWith(ending, StringComparison.Ordinal) && (simple.Length > ending.Length || ending is "Error" or "Exception"))
            {
                return true;
            }
        }

        return !strict && simple.Length > 0 && simple.Length < name.Length && char.IsAsciiLetterUpper(simple[0]);
    }

    private static ReadOnlySpan<char> WithoutIntro(ReadOnlySpan<char> line)
    {
        const string thread = "Exception in thread \"";
        if (line.StartsWith(thread) && line[thread.Length..].IndexOf("\" ") is >= 0 and var quote)
        {
            line = line[(thread.Length + quote + 2)..];
        }

        if (line.StartsWith("(node:") && line.IndexOf(") ") is > 0 and var close)
        {
            line = line[(close + 2)..];
        }

        // Node puts an error that has no frames in square brackets.
        if (line.StartsWith("[") && line.TrimEnd("{ ") is [.., ']'] inBrackets)
        {
            line = inBrackets[1..^1];
        }

        for (var n = 0; n < Intros.Length; n++)
        {
            if (line.StartsWith(Intros[n], StringComparison.Ordinal))
            {
                line = line[Intros[n].Length..].TrimStart(" \t:");
                n = -1;
            }
        }

        return line;
    }

    /// <summary><c>SocketException (111): …</c>, <c>TypeError [ERR_INVALID_ARG]: …</c> and generic arguments.</summary>
    private static ReadOnlySpan<char> BehindCode(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith(" (") && rest.IndexOf("):") is > 0 and var round)
        {
            return rest[(round + 1)..];
        }

        if ((rest.StartsWith(" [") || rest.StartsWith("[")) && rest.IndexOf("]:") is > 0 and var square)
        {
            return rest[(square + 1)..];
        }

        return rest;
    }
}
