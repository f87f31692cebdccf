using System.Text.Json.Serialization;

namespace CrossCloudOps.Slack.Blocks;

/// <summary>Something to press in a block. <see href="https://docs.slack.dev/reference/block-kit/block-elements"/></summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ButtonElement), "button")]
[JsonDerivedType(typeof(SelectElement), "static_select")]
[JsonDerivedType(typeof(CheckboxesElement), "checkboxes")]
[JsonDerivedType(typeof(TextInputElement), "plain_text_input")]
internal abstract record BlockElement;

/// <summary>A button: text up to 75 characters, value up to 2,000. <see href="https://docs.slack.dev/reference/block-kit/block-elements/button-element"/></summary>
internal sealed record ButtonElement(string ActionId, PlainText Text, string Value) : BlockElement
{
    /// <summary><c>primary</c> (green), <c>danger</c> (red) or none.</summary>
    public string? Style { get; init; }

    public ConfirmDialog? Confirm { get; init; }
}

/// <summary>A list to choose from, up to 100 options. <see href="https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"/></summary>
internal sealed record SelectElement(string ActionId, PlainText Placeholder, IReadOnlyList<SelectOption> Options) : BlockElement
{
    public ConfirmDialog? Confirm { get; init; }
}

/// <summary>Boxes to tick, up to ten. <see href="https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element"/></summary>
internal sealed record CheckboxesElement(string ActionId, IReadOnlyList<SelectOption> Options) : BlockElement;

/// <summary>Text up to 75 characters, value up to 150. <see href="https://docs.slack.dev/reference/block-kit/composition-objects/option-object"/></summary>
internal sealed record SelectOption(PlainText Text, string Value);

/// <summary>Typed text, up to 3,000 characters. <see href="https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element"/></summary>
internal sealed record TextInputElement(string ActionId) : BlockElement
{
    public bool? Multiline { get; init; }

    public string? InitialValue { get; init; }

    public int? MaxLength { get; init; }
}

/// <summary>
/// Asks before a button acts: title 100 characters, text 300, confirm and deny 30.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object"/>
/// </summary>
internal sealed record ConfirmDialog(PlainText Title, Mrkdwn Text, PlainText Confirm, PlainText Deny)
{
    public string? Style { get; init; }
}
