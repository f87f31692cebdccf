using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Logs.Reading;

/// <summary>A JSON record of any of the usual log formats.</summary>
internal static class StructuredLine
{
    private const int Deepest = 64;
    private const int MostNesting = 3;
    private const int LongestPaths = 2000;
    private const int LongestTextBefore = 2000;
    private const int MostPlaceholders = 50;
    private const int LongestRendered = 2000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Deepest };

    /// <param name="level">Of the line that holds the record, if the record has none.</param>
    public static LineReading? TryRead(string text, LogLevel level, int nesting = 0)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] != '{' || trimmed[^1] != '}' || nesting > MostNesting)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text.AsMemory().Trim(), Options);
            return Of(json.RootElement, level, nesting);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary><c>Invoke Error {"errorType":…}</c>, or a message with its fields behind.</summary>
    public static LineReading? TryReadBehindText(string text, LogLevel level)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, LongestTextBefore)).IndexOf("{\"", StringComparison.Ordinal);
        if (start <= 0 || text[start - 1] is not (' ' or '\t' or ':' or '\n'))
        {
            return null;
        }

        var end = text.IndexOf('\n', start);
        var behind = "";
        var reading = TryRead(text[start..], level);
        if (reading is null && end > 0 && (reading = TryRead(text[start..end], level)) is not null)
        {
            behind = text[end..];
        }

        var before = text[..start].TrimEnd(' ', '\t', ':', '\n');
        return reading is null ? null
            : reading.Traceback is not null || reading.Type is not null ? reading with { Level = level == LogLevel.Unknown ? reading.Level : level }
            : before.Length > 0 ? PlainLine.OfText($"{before}{behind}", level)
            : null;
    }

    private static LineReading Of(JsonElement root, LogLevel level, int nesting)
    {
        var fields = LogFields.Of(root);
        if (OfPlatform(fields) is { } platform)
        {
            return platform;
        }

        level = fields.Level is not LogLevel.Unknown and var own ? own : level;
        if (StructuredError.Read(fields) is { } error)
        {
            return new LineReading { Level = Or(level, LogLevel.Error), Detail = ErrorDetail.Whole, Message = MessageOf(fields, root) ?? "", Template = fields.Template, Traceback = error, Type = error.Outermost.Type };
        }

        if (fields.Message is { ValueKind: JsonValueKind.Object } nested && nesting < MostNesting)
        {
            return Of(nested, level, nesting + 1);
        }

        var message = MessageOf(fields, root);
        if (message is null)
        {
            return new LineReading { Level = level, Detail = ErrorDetail.Whole, Message = root.GetRawText(), Template = PathsOf(fields) };
        }

        if (TryRead(message, level, nesting + 1) is { } inner)
        {
            return inner;
        }

        var reading = PlainLine.OfText(message, level);
        var cause = fields.FirstText(["error", "err", "exception", "errormessage", "error.message", "err.message"]);
        return reading with
        {
            Level = level == LogLevel.Unknown ? reading.Level : level,
            Detail = ErrorDetail.Whole,
            Template = fields.Template,
            Message = cause is null || reading.Traceback is not null ? reading.Message : $"{reading.Message}: {cause}",
        };
    }

    private static LogLevel Or(LogLevel level, LogLevel other) => level == LogLevel.Unknown ? other : level;

    /// <summary>Lambda's own events. <see href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html"/></summary>
    private static LineReading? OfPlatform(LogFields fields)
    {
        if (fields.FirstText(["type"]) is not { } type || !type.Begins("platform.") || fields.First(["record"]) is null)
        {
            return null;
        }

        return LambdaLine.OfStatus(fields.FirstText(["record.status"]), fields.FirstText(["record.errortype"]))
            ?? new LineReading { Level = LogLevel.Info, Detail = ErrorDetail.Whole, Message = type };
    }

    private static string? MessageOf(LogFields fields, JsonElement root) =>
        fields.Message is { } message ? LogFields.TextOf(message) : fields.Template is { } template ? Rendered(template, root) : null;

    /// <summary>With the record's own values in the places of <c>{OrderId}</c>.</summary>
    private static string Rendered(string template, JsonElement root)
    {
        var text = new StringBuilder();
        var at = 0;
        var left = MostPlaceholders;
        for (var open = template.IndexOf('{', StringComparison.Ordinal); open >= 0 && left > 0 && text.Length < LongestRendered; open = template.IndexOf('{', at), left--)
        {
            var close = template.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            var name = template[(open + 1)..close].Split(':', ',')[0].TrimStart('@', '$');
            text.Append(template, at, open - at);
            var value = root.TryGetProperty(name, out var given) ? LogFields.TextOf(given) ?? given.GetRawText() : template[open..(close + 1)];
            text.Append(value, 0, Math.Min(value.Length, LongestRendered));
            at = close + 1;
        }

        return text.Append(template, at, template.Length - at).ToString();
    }

    private static string PathsOf(LogFields fields)
    {
        var paths = string.Join(' ', fields.Paths.Order(StringComparer.Ordinal));
        return paths.Length > LongestPaths ? paths[..LongestPaths] : paths;
    }
}
