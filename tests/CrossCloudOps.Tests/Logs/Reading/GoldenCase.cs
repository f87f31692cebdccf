using System.Globalization;
using System.Runtime.CompilerServices;
using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Tests.Logs.Reading;

/// <summary>What is expected of one error of a golden case.</summary>
internal sealed record GoldenError(string Title)
{
    public LogLevel Level { get; init; }

    public ErrorDetail Detail { get; init; }

    /// <summary>Places from 0; null if any will do.</summary>
    public IReadOnlyList<int>? Events { get; init; }

    public string? RequestId { get; init; }

    public IReadOnlyList<string> SameAs { get; init; } = [];

    public IReadOnlyList<string> NotAs { get; init; } = [];
}

/// <summary>A file of Golden/, whose README.md tells the format.</summary>
internal sealed record GoldenCase(string Name, IReadOnlyList<GoldenError> Errors, IReadOnlyList<LogEvent> Events)
{
    private const long Start = 1_772_446_542_000;

    public static IReadOnlyList<GoldenCase> All { get; } = [.. Directory.EnumerateFiles(Folder(), "*.txt").Order(StringComparer.Ordinal).Select(Read)];

    private static GoldenCase Read(string path)
    {
        var lines = File.ReadAllText(path).Split('\n');
        var line = Array.IndexOf(lines, "---");
        var errors = new List<GoldenError>();
        var escapes = false;
        foreach (var header in lines[..line])
        {
            var value = header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            escapes |= header == "escapes: yes";
            if (header.StartsWith("title:", StringComparison.Ordinal))
            {
                errors.Add(new GoldenError(value));
            }
            else
            {
                errors[^1] = With(errors[^1], header.Split(':')[0], value);
            }
        }

        return new GoldenCase(Path.GetFileNameWithoutExtension(path), errors, EventsOf(lines[(line + 1)..^1], escapes));
    }

    private static GoldenError With(GoldenError error, string name, string value) => name switch
    {
        "level" => error with { Level = Enum.Parse<LogLevel>(value) },
        "detail" => error with { Detail = Enum.Parse<ErrorDetail>(value) },
        "events" => error with { Events = [.. value.Split(' ').Select(static n => int.Parse(n, CultureInfo.InvariantCulture) - 1)] },
        "request" => error with { RequestId = value },
        "same as" => error with { SameAs = value.Split(", ") },
        "not as" => error with { NotAs = value.Split(", ") },
        "escapes" => error,
        _ => throw new FormatException($"No header is named {name}."),
    };

    private static List<LogEvent> EventsOf(string[] lines, bool escapes)
    {
        var events = new List<LogEvent>();
        var text = new List<string>();
        var at = Start;
        foreach (var line in lines)
        {
            if (line.StartsWith("=== +", StringComparison.Ordinal))
            {
                Add();
                at += long.Parse(line.AsSpan("=== +".Length).TrimEnd("ms"), CultureInfo.InvariantCulture);
            }
            else
            {
                text.Add(escapes ? Unescaped(line) : line);
            }
        }

        Add();
        return events;

        void Add()
        {
            events.Add(new LogEvent($"{events.Count}", at, string.Join('\n', text)));
            text.Clear();
        }
    }

    private static string Unescaped(string text) => text
        .Replace(@"\\", "\0", StringComparison.Ordinal).Replace(@"\e", "\u001b", StringComparison.Ordinal).Replace(@"\r", "\r", StringComparison.Ordinal)
        .Replace(@"\t", "\t", StringComparison.Ordinal).Replace("\0", "\\", StringComparison.Ordinal);

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Golden");
}
