using System.Net;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>Reads blocks that may hold anything: what is not as expected counts as absent.</summary>
internal static class BlockJson
{
    public static string? String(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool Flag(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.True };

    public static int? Number(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];

    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>An attribute with a space before it, or nothing when there is no value.</summary>
    public static string Attribute(string name, string? value) => value is null ? "" : $" {name}=\"{Encode(value)}\"";

    /// <summary>An address that a person may follow; null for all that could run something.</summary>
    public static string? Web(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" or "mailto" ? parsed.AbsoluteUri : null;
}
