using System.Text.RegularExpressions;

namespace CrossCloudOps.Webhooks;

/// <summary>A part of a request that a setting names: the path, the content, a header, or a place in its JSON (RFC 6901).</summary>
internal abstract partial record RequestValue
{
    public sealed record Path : RequestValue;

    public sealed record Content : RequestValue;

    public sealed record Header(string Name) : RequestValue;

    /// <param name="Segments">Unescaped.</param>
    public sealed record Pointer(IReadOnlyList<string> Segments) : RequestValue;

    private const string HeaderPrefix = "header:";

    /// <summary>Null if the text names nothing.</summary>
    public static RequestValue? Parse(string? text) => text switch
    {
        null => null,
        _ when text.Equals("path", StringComparison.OrdinalIgnoreCase) => new Path(),
        _ when text.Equals("content", StringComparison.OrdinalIgnoreCase) => new Content(),
        _ when text.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase) && IsHeaderName(text[HeaderPrefix.Length..]) => new Header(text[HeaderPrefix.Length..]),
        _ when PointerForm.IsMatch(text) => new Pointer([.. text[1..].Split('/').Select(static s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]),
        _ => null,
    };

    public static bool IsHeaderName(string? name) => name is { Length: > 0 and <= 100 } && HeaderForm.IsMatch(name);

    [GeneratedRegex("^/([^~]|~0|~1)*$")]
    private static partial Regex PointerForm { get; }

    // Narrower than HTTP's: it must be the name of a message attribute too.
    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$")]
    private static partial Regex HeaderForm { get; }
}
