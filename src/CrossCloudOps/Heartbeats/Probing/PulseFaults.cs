using System.Globalization;
using System.Text.Json;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>Collects what is wrong with a pulse file, a sentence each: the field, its value, the limit and what to do.</summary>
internal sealed class PulseFaults
{
    private const int Most = 10;
    private const int LongestValue = 60;

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> All => _faults.Count <= Most
        ? _faults
        : [.. _faults.Take(Most), string.Create(CultureInfo.InvariantCulture, $"And {_faults.Count - Most} more.")];

    public void Add(string sentence) => _faults.Add(sentence);

    public void Add(string field, JsonElement value, string rule) => Add($"{Quoted(field)} is {Show(value)}: {rule}");

    public void Add(string field, string value, string rule) => Add($"{Quoted(field)} is {Quoted(value)}: {rule}");

    public static string Quoted(string text) => $"\"{Excerpt.Line(text, LongestValue)}\"";

    private static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Quoted(value.GetString()!),
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Excerpt.Line(value.GetRawText(), LongestValue),
    };
}
