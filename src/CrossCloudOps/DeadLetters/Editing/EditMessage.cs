using System.Security.Cryptography;
using System.Text;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.DeadLetters.Editing;

/// <summary>The words of the modal "Edit &amp; send back".</summary>
internal sealed class EditMessage(SlackText text, DeadLetterCard card)
{
    public const string ConfirmField = "confirm";
    private const string Input = "input";

    private static readonly PlainText Title = new("Edit & send back");
    private static readonly PlainText Close = new("Close");

    public static SlackView Skeleton { get; } = Words("⏳ Reading the archive. If nothing appears within a few seconds, close this and press the button again.");

    public static SlackView Words(string mrkdwn) => new(Title, [DeadLetterCard.Section(mrkdwn)]) { Close = Close };

    /// <summary>The box for these missing pieces has a value of its own, so that it does not confirm others.</summary>
    public static string ConfirmValue(string missing) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(missing)))[..16];

    /// <summary>Says so, and offers the file.</summary>
    public SlackView TooLong(OneDeadLetter one, EditForm form) => new(
        Title,
        [
            DeadLetterCard.Section(
                $"The body of {card.Id(one.Letter.MessageId)} has {SlackText.Number(form.BodyLength)} characters. Slack takes {SlackText.Number(EditForm.LongestInput)} in a text field, "
                + "so it cannot be edited here. Send it back as it is, or take the whole body as a file and send a corrected message yourself; then discard this one."),
            new ActionsBlock([new ButtonElement(BodyFileAction.Id, new PlainText("Put the file into the thread"), new DeadLetterButton(one.Id, one.State?.Attempt ?? 0).ToString())]),
        ])
    { Close = Close };

    /// <param name="typed">What was typed so far; null at first.</param>
    /// <param name="missing">Placeholders that are gone and must be confirmed.</param>
    public SlackView Form(OneDeadLetter one, EditForm form, string privateMetadata, IReadOnlyDictionary<string, string>? typed = null, string? missing = null) => new(
        Title,
        [
            DeadLetterCard.Section($"{card.Id(one.Letter.MessageId)} to {card.Queue(one.Target!)}. The archive keeps the original, and the audit what you changed."),
            .. missing is null ? (IEnumerable<Block>)[] : Confirm(missing),
            Field(EditForm.BodyField, "Body", typed?.GetValueOrDefault(EditForm.BodyField) ?? form.Body!.Text, Hint(form), isOptional: false),
            .. form.Attributes.Select((a, n) => Field(
                EditForm.AttributeField(n), $"{text.Plain(a.Name, 300)} ({text.Plain(a.DataType, 100)})", typed?.GetValueOrDefault(EditForm.AttributeField(n)) ?? a.Value.Text, "Empty: it is left out.", isOptional: true)),
            .. form.Fixed.Count == 0 ? (IEnumerable<Block>)[] : [DeadLetterCard.Context($"Sent as they are: {string.Join(", ", form.Fixed.Select(name => text.Code(name, 100)))}")],
        ])
    {
        Submit = new PlainText("Send back"),
        Close = Close,
        PrivateMetadata = privateMetadata,
    };

    private static string Hint(EditForm form) => form.Body!.Pieces.Count == 0
        ? "Sent as it stands here."
        : "Sent as it stands here; what is redacted is put back in its place.";

    private IEnumerable<Block> Confirm(string missing)
    {
        yield return DeadLetterCard.Section($"⚠️ Not in the text any more: {text.Code(missing, 1000)}. Without it, that piece is not sent.");
        var box = new SelectOption(new PlainText("Send it without"), ConfirmValue(missing));
        yield return new InputBlock(new PlainText("Is that what you want?"), new CheckboxesElement(Input, [box])) { BlockId = ConfirmField };
    }

    private static InputBlock Field(string id, string label, string value, string hint, bool isOptional) =>
        new(new PlainText(label), new TextInputElement(Input) { Multiline = true, InitialValue = value.Length == 0 ? null : value, MaxLength = EditForm.LongestInput })
        {
            BlockId = id,
            Hint = new PlainText(hint),
            Optional = isOptional ? true : null,
        };
}
