using System.Text.Json.Serialization;

namespace CrossCloudOps.Slack.Blocks;

/// <summary>A block of a message. <see href="https://docs.slack.dev/reference/block-kit/blocks"/></summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(InputBlock), "input")]
internal abstract record Block
{
    public string? BlockId { get; init; }
}

/// <summary>Large bold text, at most 150 characters. <see href="https://docs.slack.dev/reference/block-kit/blocks/header-block"/></summary>
internal sealed record HeaderBlock(PlainText Text) : Block;

/// <summary>Text of at most 3,000 characters, or up to ten fields of 2,000. <see href="https://docs.slack.dev/reference/block-kit/blocks/section-block"/></summary>
internal sealed record SectionBlock : Block
{
    public TextObject? Text { get; init; }

    public IReadOnlyList<TextObject>? Fields { get; init; }

    public BlockElement? Accessory { get; init; }
}

/// <summary>Small grey text, up to ten elements. <see href="https://docs.slack.dev/reference/block-kit/blocks/context-block"/></summary>
internal sealed record ContextBlock(IReadOnlyList<TextObject> Elements) : Block;

/// <summary>A row of up to 25 buttons. <see href="https://docs.slack.dev/reference/block-kit/blocks/actions-block"/></summary>
internal sealed record ActionsBlock(IReadOnlyList<BlockElement> Elements) : Block;

/// <summary>A line. <see href="https://docs.slack.dev/reference/block-kit/blocks/divider-block"/></summary>
internal sealed record DividerBlock : Block;

/// <summary>A field of a modal: label and hint up to 2,000 characters. <see href="https://docs.slack.dev/reference/block-kit/blocks/input-block"/></summary>
internal sealed record InputBlock(PlainText Label, BlockElement Element) : Block
{
    public PlainText? Hint { get; init; }

    public bool? Optional { get; init; }
}
