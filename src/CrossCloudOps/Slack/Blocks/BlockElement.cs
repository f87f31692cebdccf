using System.Text.Json.Serialization;

namespace CrossCloudOps.Slack.Blocks;

/// <summary>Something to press in a block. <see href="https://docs.slack.dev/reference/block-kit/block-elements"/></summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ButtonElement), "button")]
internal abstract record BlockElement;

/// <summary>A button: text up to 75 characters, value up to 2,000. <see href="https://docs.slack.dev/reference/block-kit/block-elements/button-element"/></summary>
internal sealed record ButtonElement(string ActionId, PlainText Text, string Value) : BlockElement
{
    /// <summary><c>primary</c> (green), <c>danger</c> (red) or none.</summary>
    public string? Style { get; init; }

    public ConfirmDialog? Confirm { get; init; }
}

/// <summary>
/// Asks before a button acts: title 100 characters, text 300, confirm and deny 30.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object"/>
/// </summary>
internal sealed record ConfirmDialog(PlainText Title, Mrkdwn Text, PlainText Confirm, PlainText Deny)
{
    public string? Style { get; init; }
}
