using System.Text.Json;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// The headers of a message: its attributes, and those that a framework writes into the body or into one attribute, because SQS takes only
/// ten. Their names are compared by letters and digits alone.
/// </summary>
internal sealed class DeadLetterHeaders
{
    private const int LargestParsed = 256 * 1024;

    /// <summary>Attributes that hold all headers as JSON.</summary>
    private static readonly string[] Carriers = ["NServiceBus.AmazonSQS.Headers"];

    /// <summary>A body is looked into only if one of these stands in it.</summary>
    private static readonly string[] Signs = ["NServiceBus.ExceptionInfo", "rbs2-error-details", "MT-Fault-", "x-exception-", "x-death"];

    private readonly Dictionary<string, string> _values = [];

    public static DeadLetterHeaders Of(IEnumerable<KeyValuePair<string, string>> attributes, string body)
    {
        var headers = new DeadLetterHeaders();
        foreach (var (name, value) in attributes)
        {
            headers._values.TryAdd(Plain(name), value);
        }

        foreach (var carried in Carriers.Select(name => headers.Find(name)).OfType<string>())
        {
            headers.Add(carried, isBody: false);
        }

        if (body.Length <= LargestParsed && Signs.Any(sign => body.Contains(sign, StringComparison.Ordinal)))
        {
            headers.Add(body, isBody: true);
        }

        return headers;
    }

    public string? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_values.GetValueOrDefault(Plain(name)) is { } value && !string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        return null;
    }

    private void Add(string text, bool isBody)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (isBody && root.ValueKind == JsonValueKind.Object)
            {
                root = root.EnumerateObject().FirstOrDefault(static p => p.Name.Equals("headers", StringComparison.OrdinalIgnoreCase)).Value;
            }

            if (root.ValueKind == JsonValueKind.Object)
            {
                foreach (var header in root.EnumerateObject())
                {
                    _values.TryAdd(Plain(header.Name), header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : header.Value.GetRawText());
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON, or half of a surrogate pair in it: no headers there.
            return;
        }
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
