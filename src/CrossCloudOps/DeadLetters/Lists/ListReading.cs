using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>What a page shows.</summary>
/// <param name="Query">With the cut-off that holds for the list's other pages and for acts on all of it.</param>
/// <param name="Newer">How many are newer than those on the page.</param>
/// <param name="Ids">The page, newest first, with those that cannot be shown.</param>
/// <param name="Unreadable">How many documents could not be read.</param>
internal sealed record ListReading(ListQuery Query, int Total, int Newer, IReadOnlyList<DeadLetterId> Ids, IReadOnlyList<ListItem> Items, int Unreadable)
{
    public bool HasOlder => Newer + Ids.Count < Total;
}

/// <summary>What a line of a list says of a dead letter.</summary>
internal sealed record ListItem
{
    private const int LongestPiece = 400;

    public required DeadLetterId Id { get; init; }

    public required string MessageId { get; init; }

    public required string Shape { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? GroupId { get; init; }

    public string? ReceiveCount { get; init; }

    public int CameBack { get; init; }

    public DeadLetterState? State { get; init; }

    /// <summary>The beginning of its body, redacted before it was cut, in one line.</summary>
    public required string Piece { get; init; }

    public static ListItem Of(DeadLetterId id, DeadLetter letter, DeadLetterState? state, SlackText text) => new()
    {
        Id = id,
        MessageId = letter.MessageId,
        Shape = letter.Shape,
        SentAt = letter.SentAt,
        GroupId = letter.GroupId,
        ReceiveCount = letter.ReceiveCount,
        CameBack = letter.CameBack?.Times ?? 0,
        State = state,
        Piece = Line(text.Whole(letter.Body)),
    };

    private static string Line(string text)
    {
        var line = string.Join(' ', text[..Math.Min(2 * LongestPiece, text.Length)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var cut = line[..Math.Min(LongestPiece, line.Length)];
        return cut.Length > 0 && char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
    }
}
