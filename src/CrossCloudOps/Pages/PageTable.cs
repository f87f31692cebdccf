namespace CrossCloudOps.Pages;

internal enum PageLevel
{
    Fine,

    /// <summary>Somebody may want to know.</summary>
    Notice,

    /// <summary>Somebody should act.</summary>
    Bad,
}

/// <summary>What a section shows: text as it is, from whomever it comes. The page redacts, cuts and escapes all of it.</summary>
/// <param name="Summary">One line; of a section in which something is wrong it stands at the top of the page.</param>
/// <param name="Rows">What needs somebody first: the page shows so many and says how many more there are.</param>
internal sealed record PageTable(PageLevel Level, string Summary, IReadOnlyList<string> Columns, IReadOnlyList<PageRow> Rows)
{
    /// <summary>How many rows there are, if not all of them are here.</summary>
    public int Total { get; init; } = Rows.Count;

    /// <summary>As bad as its worst row.</summary>
    public static PageTable Of(string summary, IReadOnlyList<string> columns, IReadOnlyList<PageRow> rows) =>
        new(rows.Count == 0 ? PageLevel.Fine : rows.Max(static r => r.Level), summary, columns, rows);
}

/// <param name="Cells">One for each column; the first names what the row is about.</param>
internal sealed record PageRow(PageLevel Level, IReadOnlyList<PageCell> Cells);

internal abstract record PageCell;

/// <param name="Link">Below the status page if it is relative.</param>
internal sealed record TextCell(string? Text, Uri? Link = null) : PageCell;

internal sealed record NumberCell(double? Value, string Unit = "", int Digits = 0) : PageCell;

/// <summary>How long ago something was.</summary>
internal sealed record AgeCell(DateTimeOffset? At, Uri? Link = null) : PageCell;

internal sealed record MomentCell(DateTimeOffset? At) : PageCell;

internal sealed record LengthCell(TimeSpan? Length) : PageCell;

internal sealed record StateCell(PageLevel Level, string Word) : PageCell;

/// <summary>A number for each of the last hours, the present one last.</summary>
/// <param name="IsSum">Together they tell something too, and it does not stand elsewhere.</param>
internal sealed record HoursCell(IReadOnlyList<double> Values, string Unit, bool IsSum = false) : PageCell;

/// <summary>How it stood in each of the last hours, the present one last; null: nothing is known.</summary>
internal sealed record DayCell(IReadOnlyList<PageLevel?> Hours) : PageCell;
