using System.Text;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Page;

/// <summary>Attributes whole, a line each with name and value: what is a secret is often known by its name.</summary>
internal sealed class AttributeText(SlackText text)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Of(DeadLetter letter) =>
        string.Join('\n', letter.Attributes.OrderBy(static a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key} ({a.Value.DataType}) = {Value(a.Value)}"));

    private string Value(DeadLetterAttribute attribute) => attribute.Bytes is not { } bytes ? attribute.Text ?? ""
        : Redacted(bytes) is { } redacted ? $"{Size(bytes)}, of which something is redacted: {redacted}"
        : $"{Size(bytes)}, in base64: {Convert.ToBase64String(bytes)}";

    private static string Size(byte[] bytes) => bytes.Length == 1 ? "1 byte" : $"{SlackText.Number(bytes.Length)} bytes";

    /// <summary>Base64 would show what a text holds. Null if there is no text in it, or none that must not be shown.</summary>
    private string? Redacted(byte[] bytes)
    {
        try
        {
            var said = Strict.GetString(bytes);
            var redacted = text.Whole(said);
            return redacted == said ? null : redacted;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
