using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>What a pulse file says.</summary>
/// <param name="Pulse">Null if there is any fault.</param>
/// <param name="Faults">A sentence each.</param>
internal sealed record PulseReading(Pulse? Pulse, IReadOnlyList<string> Faults);

/// <summary>Reads a pulse file: <c>{"url": "https://…", "body": "ok"}</c> and what else a <see cref="Pulse"/> may say. Tells all faults at once.</summary>
internal static class PulseReader
{
    /// <summary>In bytes. Of a larger file nothing is read.</summary>
    public const int LargestFile = 64 * 1024;

    private const int Deepest = 8;

    private static readonly string[] Known =
    [
        "url", "body", "contains", "matches", "status", "headers", "method", "redirects", "timeout", "within", "maxBytes", "tlsWarning", "every", "grace", "channel", "owner",
    ];

    public static PulseReading Read(ReadOnlyMemory<byte> file)
    {
        if (file.Span.StartsWith("\uFEFF"u8))
        {
            file = file[3..];
        }

        if (FileFault(file.Span) is { } fault)
        {
            return Faulty(fault);
        }

        try
        {
            using var json = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = Deepest });
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            return Faulty(IsTooDeep(file)
                ? string.Create(CultureInfo.InvariantCulture, $"The file is nested more than {Deepest} levels deep: it needs no more than two.")
                : string.Create(CultureInfo.InvariantCulture, $"The file is no JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: correct it there. Comments and commas after the last field are not allowed."));
        }
        catch (InvalidOperationException)
        {
            // How half of a surrogate pair is told.
            return Faulty("A text in the file has half of a character, such as \\ud83d alone: write both halves, or the character itself.");
        }
    }

    private static PulseReading Faulty(string fault) => new(null, [fault]);

    private static string? FileFault(ReadOnlySpan<byte> file) => file switch
    {
        { Length: > LargestFile } => string.Create(CultureInfo.InvariantCulture, $"The file is larger than {LargestFile:N0} bytes, and nothing of it is read: shorten \"body\", or use \"contains\"."),
        _ when file.Trim(" \t\r\n"u8).IsEmpty => "The file is empty: write at least {\"url\": \"https://…\"} into it.",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "The file is in UTF-16: save it as UTF-8.",
        _ when !Utf8.IsValid(file) => "The file is not in UTF-8: save it so.",
        _ => null,
    };

    private static bool IsTooDeep(ReadOnlyMemory<byte> file)
    {
        try
        {
            JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = LargestFile }).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static PulseReading Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Faulty("The file holds no object: write {\"url\": \"https://…\", \"body\": \"ok\"}.");
        }

        var faults = new PulseFaults();
        var fields = new Dictionary<string, JsonElement>();
        foreach (var field in root.EnumerateObject())
        {
            if (field.Name.StartsWith("x-", StringComparison.Ordinal) || field.Name.StartsWith('_'))
            {
                continue;
            }

            if (!Known.Contains(field.Name))
            {
                faults.Add($"There is no field {PulseFaults.Quoted(field.Name)}: known are {string.Join(", ", Known)}. Names of your own begin with \"x-\" or \"_\".");
            }
            else if (!fields.TryAdd(field.Name, field.Value))
            {
                faults.Add($"\"{field.Name}\" is there twice: keep one.");
            }
        }

        var pulse = new PulseRules(new PulseFields(fields, faults), faults).Read();
        return faults.All.Count == 0 ? new PulseReading(pulse, []) : new PulseReading(null, faults.All);
    }
}
