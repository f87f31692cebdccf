using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Editing;

/// <summary>
/// What of a dead letter can be edited in a modal, as it is shown there: redacted, with numbered placeholders that are put back on
/// sending. Pure: the same dead letter always gives the same form.
/// </summary>
internal sealed class EditForm
{
    /// <summary>The most that a text input takes. <see href="https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element"/></summary>
    public const int LongestInput = 3000;

    private readonly DeadLetter _letter;

    public EditForm(DeadLetter letter, Redaction redaction)
    {
        _letter = letter;
        var shown = redaction.Apply(DeadLetterCard.Body(letter));
        Body = shown.Text.Length <= LongestInput ? shown : redaction.Apply(letter.Body) is { Text.Length: <= LongestInput } compact ? compact : null;
        BodyLength = shown.Text.Length;
        Attributes =
        [
            .. letter.Attributes.OrderBy(static a => a.Key, StringComparer.Ordinal)
                .Where(static a => a.Value.Text is not null && a.Key != DeadLetterWire.Marker)
                .Select(a => new EditableAttribute(a.Key, a.Value.DataType, redaction.Apply(a.Value.Text!)))
                .Where(static a => a.Value.Text.Length <= LongestInput),
        ];
        Fixed = [.. letter.Attributes.Keys.Where(name => name != DeadLetterWire.Marker && Attributes.All(a => a.Name != name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Null if it is too long to be edited in a modal.</summary>
    public RedactedText? Body { get; }

    public int BodyLength { get; }

    public IReadOnlyList<EditableAttribute> Attributes { get; }

    /// <summary>Names of attributes that go along as they are: bytes, and values too long to be edited.</summary>
    public IReadOnlyList<string> Fixed { get; }

    /// <summary>Says whether a form that was submitted is still this one.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', [Body?.Text ?? "", .. Attributes.Select(static a => $"{a.Name}\0{a.Value.Text}")]))))[..16];

    /// <summary>What was typed, with the redacted pieces put back; what is unchanged is exactly what it was.</summary>
    /// <param name="typed">By the names of <see cref="BodyField"/> and <see cref="AttributeField"/>.</param>
    public EditResult Read(IReadOnlyDictionary<string, string> typed)
    {
        var errors = new Dictionary<string, string>();
        var missing = new List<RedactedPiece>();
        var body = typed.GetValueOrDefault(BodyField, "") is var text && text == Body!.Text ? _letter.Body : Put(text, Body, missing);
        if (Fault(body) is { } fault)
        {
            errors[BodyField] = fault;
        }

        var attributes = new Dictionary<string, string>();
        for (var n = 0; n < Attributes.Count; n++)
        {
            var attribute = Attributes[n];
            var value = Put(typed.GetValueOrDefault(AttributeField(n), ""), attribute.Value, missing);
            if (value.Length > 0)
            {
                attributes[attribute.Name] = value;
            }

            if (AttributeFault(attribute.DataType, value) is { } attributeFault)
            {
                errors[AttributeField(n)] = attributeFault;
            }
        }

        return new EditResult(new DeadLetterEdit(body, attributes, Fixed), errors, missing);
    }

    public const string BodyField = "body";

    public static string AttributeField(int n) => $"attribute:{n.ToString(CultureInfo.InvariantCulture)}";

    private static string Put(string typed, RedactedText shown, List<RedactedPiece> missing)
    {
        var restored = Redaction.Restore(typed, shown.Pieces);
        missing.AddRange(restored.Missing);
        return restored.Text;
    }

    /// <summary>A body that was JSON must stay JSON.</summary>
    private string? Fault(string body)
    {
        if (body.Length == 0)
        {
            return "SQS takes no empty body. To get rid of the dead letter, discard it.";
        }

        if (Forbidden(body) is { } forbidden)
        {
            return forbidden;
        }

        return body != _letter.Body && IsJson(_letter.Body, out _) && !IsJson(body, out var place) ? $"It was JSON and is not any more: {place}." : null;
    }

    private static string? AttributeFault(string dataType, string value) =>
        value.Length == 0 ? null
        : dataType.StartsWith("Number", StringComparison.Ordinal) && !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? "The attribute is a Number: give digits, with a point and an exponent if need be."
            : Forbidden(value);

    /// <summary><see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html"/></summary>
    private static string? Forbidden(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (c is (< ' ' and not '\t' and not '\n' and not '\r') or '\ufffe' or '\uffff' || (char.IsSurrogate(c) && !pair))
            {
                return $"SQS does not take the character U+{(int)c:X4} at place {i + 1}.";
            }

            i += pair ? 1 : 0;
        }

        return null;
    }

    private static bool IsJson(string text, out string place)
    {
        place = "";
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException e)
        {
            // Not its message, which may quote the text.
            place = $"look at line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}";
            return false;
        }
    }
}

internal sealed record EditableAttribute(string Name, string DataType, RedactedText Value);

/// <summary>What came of a submission: the edit, faults by field, and redacted pieces whose placeholders are gone.</summary>
internal sealed record EditResult(DeadLetterEdit Edit, IReadOnlyDictionary<string, string> Errors, IReadOnlyList<RedactedPiece> Missing);
