using CrossCloudOps.DeadLetters.Bulk;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>A page of a list of dead letters: of those that wait, or of those that were dealt with.</summary>
internal sealed record ListQuery(BulkSelection Selection, ListPage Page, bool IsClosed = false)
{
    /// <summary>The cut-off of a list that has none yet.</summary>
    public static readonly DateTimeOffset Open = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_999);

    /// <summary>Each button of a list carries the text; with more of it a message would be too large.</summary>
    private const int LongestEscaped = 300;

    private const string OpenMark = "open";
    private const string ClosedMark = "closed";

    /// <summary>The first page of a list, with all that there are by now.</summary>
    public static ListQuery Of(BulkSelection selection, bool isClosed = false) => new(selection with { CutOff = Open }, ListPage.Newest, isClosed);

    /// <summary>Null if the text is anything else than what <see cref="ToString"/> writes.</summary>
    public static ListQuery? Parse(string text) =>
        text.Split('|', 3) is [(OpenMark or ClosedMark) and var folder, var page, var selection]
        && ListPage.Parse(page) is { } parsedPage
        && BulkSelection.Parse(selection) is { } parsed && MayCarry(parsed.Matching)
        && new ListQuery(parsed, parsedPage, folder == ClosedMark) is var query && query.ToString() == text
            ? query
            : null;

    /// <summary>Whether a text that is looked for is short enough for a list's buttons.</summary>
    public static bool MayCarry(string? matching) => matching is null || Uri.EscapeDataString(matching).Length <= LongestEscaped;

    public override string ToString() => $"{(IsClosed ? ClosedMark : OpenMark)}|{Page}|{Selection}";
}
