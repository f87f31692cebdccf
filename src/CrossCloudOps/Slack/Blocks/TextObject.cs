namespace CrossCloudOps.Slack.Blocks;

/// <summary>Text in a block. <see href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object"/></summary>
internal abstract record TextObject(string Type, string Text)
{
    /// <summary>True on mrkdwn: Slack must not turn bare addresses or names into links. Plain text must not have it.</summary>
    public bool? Verbatim { get; init; }
}

/// <summary>Text shown as it is.</summary>
internal sealed record PlainText(string Text) : TextObject("plain_text", Text);

/// <summary>Text in Slack's own markup. What comes from outside goes in through <see cref="SlackText"/>.</summary>
internal sealed record Mrkdwn : TextObject
{
    public Mrkdwn(string text)
        : base("mrkdwn", text) => Verbatim = true;
}
