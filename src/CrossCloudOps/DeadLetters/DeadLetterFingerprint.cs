using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrossCloudOps.DeadLetters;

/// <summary>What alike dead letters have in common.</summary>
/// <param name="Id">A hash; dead letters of one queue with the same one are one problem.</param>
/// <param name="Shape">The same in words: the value of a field such as <c>type</c> and why it failed, else the names of the fields, else the text.</param>
/// <param name="Kind">The value of a field such as <c>type</c>.</param>
internal sealed record DeadLetterFingerprint(string Id, string Shape, string? Kind = null)
{
    private const int Deepest = 4;
    private const int MostPaths = 200;

    /// <summary>Longer than what is shown: what Slack gets is redacted before it is cut.</summary>
    private const int LongestShape = 300;

    /// <summary>Larger bodies are grouped by how they begin.</summary>
    private const int LargestParsed = 256 * 1024;

    /// <summary>Fields that say what kind of message this is, in the order in which they are asked.</summary>
    private static readonly string[] Discriminators =
        ["type", "eventType", "event_type", "event", "eventName", "messageType", "message_type", "detail-type", "jobName", "job_name", "job", "kind", "action", "topic", "@type"];

    /// <summary>By why they failed, if that is known, and what kind of message they are; else by what they look like.</summary>
    public static DeadLetterFingerprint Of(string body, DeadLetterReason? reason = null)
    {
        var alike = OfJson(body) ?? OfText(body);
        return reason is null ? alike : OfReason(reason, alike.Kind);
    }

    private static DeadLetterFingerprint OfReason(DeadLetterReason reason, string? kind)
    {
        var message = MaskedText.OfError(reason.Message is { Length: > LongestShape } text ? text[..LongestShape] : reason.Message ?? "");
        var code = reason.Code is null ? "" : reason.Code[(reason.Code.TrimEnd('.').LastIndexOf('.') + 1)..];
        var words = $"{code} {message}".Trim();
        return new DeadLetterFingerprint(Hash($"reason\n{kind}\n{reason.Code}\n{message}"), Short(kind is null ? words : $"{kind}: {words}"), kind);
    }

    private static DeadLetterFingerprint? OfJson(string body)
    {
        var start = body.AsSpan().TrimStart();
        if (body.Length > LargestParsed || start.IsEmpty || start[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            var paths = new SortedSet<string>(StringComparer.Ordinal);
            Walk(json.RootElement, "", 0, paths);
            var discriminator = Discriminator(json.RootElement);
            var shape = discriminator ?? (paths.Count == 0 ? "empty JSON" : string.Join(", ", paths.Where(static p => !p.Contains('.', StringComparison.Ordinal)).Take(8)));
            return new DeadLetterFingerprint(Hash($"json\n{discriminator}\n{string.Join('\n', paths)}"), Short(shape), discriminator);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two are how half of a surrogate pair is told, escaped or not.
            return null;
        }
    }

    private static DeadLetterFingerprint OfText(string body)
    {
        var text = MaskedText.Of(body.AsSpan(0, Math.Min(body.Length, 300)));
        return new DeadLetterFingerprint(Hash($"text\n{text}"), Short(text.Length == 0 ? "blank text" : text));
    }

    private static void Walk(JsonElement element, string path, int depth, SortedSet<string> paths)
    {
        if (depth == Deepest || paths.Count >= MostPaths)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                var name = path.Length == 0 ? MaskedText.Of(property.Name) : $"{path}.{MaskedText.Of(property.Name)}";
                paths.Add(name);
                Walk(property.Value, name, depth + 1, paths);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray().Take(10))
            {
                Walk(item, $"{path}[]", depth + 1, paths);
            }
        }
    }

    private static string? Discriminator(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return Discriminators
            .Select(name => root.EnumerateObject().FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value)
            .Where(static v => v.ValueKind == JsonValueKind.String)
            .Select(static v => v.GetString()!)
            .FirstOrDefault(static v => v.Length is > 0 and <= 100);
    }

    private static string Short(string shape) => shape.Length <= LongestShape ? shape : $"{shape[..(char.IsHighSurrogate(shape[LongestShape - 2]) ? LongestShape - 2 : LongestShape - 1)]}…";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
