using System.Globalization;

namespace CrossCloudOps.Logs.Reading;

/// <summary>The words and numbers in which logs say how grave a line is.</summary>
internal static class LogLevels
{
    private const int LongestWord = 13;

    private static readonly (LogLevel Level, string Words)[] Spellings =
    [
        (LogLevel.Debug, "TRACE TRCE VERBOSE VRB FINE FINER FINEST SILLY DEBUG DBUG DBG"),
        (LogLevel.Info, "INFO INF INFORMATION INFORMATIONAL NOTICE HTTP"),
        (LogLevel.Warning, "WARN WRN WARNING"),
        (LogLevel.Error, "ERROR ERR EROR FAIL SEVERE"),
        (LogLevel.Fatal, "FATAL FTL CRITICAL CRIT EMERGENCY EMERG ALERT PANIC DPANIC"),
    ];

    private static readonly Dictionary<string, LogLevel> Words = Spellings
        .SelectMany(static s => s.Words.Split(' '), static (s, word) => (word, s.Level))
        .ToDictionary(static s => s.word, static s => s.Level, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, LogLevel>.AlternateLookup<ReadOnlySpan<char>> BySpan = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static LogLevel OfWord(ReadOnlySpan<char> word) =>
        word.Length is > 2 and <= LongestWord && BySpan.TryGetValue(word, out var level) ? level : LogLevel.Unknown;

    /// <summary>A word, or a number as pino and bunyan write it.</summary>
    public static LogLevel OfField(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number switch { >= 60 => LogLevel.Fatal, >= 50 => LogLevel.Error, >= 40 => LogLevel.Warning, >= 30 => LogLevel.Info, >= 10 => LogLevel.Debug, _ => LogLevel.Unknown }
            : OfWord(value.AsSpan().Trim());

    /// <summary>Python's numbers differ: 40 is an error there.</summary>
    public static LogLevel OfPythonNumber(string value) => value switch
    {
        "50" => LogLevel.Fatal,
        "40" => LogLevel.Error,
        "30" => LogLevel.Warning,
        "20" => LogLevel.Info,
        "10" => LogLevel.Debug,
        _ => LogLevel.Unknown,
    };
}
