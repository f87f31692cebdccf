using System.Text.Json.Serialization;

namespace CrossCloudOps.Slack.Blocks;

/// <summary>Text in a block. <see href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object"/></summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
[JsonDerivedType(typeof(Mrkdwn), "mrkdwn")]
internal abstract record TextObject(string Text);

/// <summary>Text shown as it is.</summary>
internal sealed record PlainText(string Text) : TextObject(Text);

/// <summary>Text in Slack's own markup. What comes from outside goes in through <see cref="SlackText"/>.</summary>
internal sealed record Mrkdwn(string Text) : TextObject(Text)
{
    /// <summary>The text is all there is to read: Slack must not turn bare addresses or names in it into links.</summary>
    public bool Verbatim { get; init; } = true;
}
