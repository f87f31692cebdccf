namespace CrossCloudOps.DeadLetters.Lists;

internal enum ListStep
{
    Newest,
    Older,
    Newer,
    Oldest,
}

/// <summary>
/// A page of a list, as the step that leads to it: from a place, so that what comes and goes meanwhile neither repeats nor skips
/// anything, and so that the last page costs no more than the first.
/// </summary>
/// <param name="Place">See <see cref="PlaceOf"/>; empty for the ends of the list.</param>
internal sealed record ListPage(ListStep Step, string Place = "")
{
    public const int Size = 10;

    private const string OldestMark = "-";

    public static ListPage Newest { get; } = new(ListStep.Newest);

    public static ListPage Oldest { get; } = new(ListStep.Oldest);

    /// <summary>The last segment of an entry's name: its time, then its number or id.</summary>
    public static string PlaceOf(DeadLetterId id)
    {
        var name = id.ToString();
        return name[(name.LastIndexOf('/') + 1)..];
    }

    public static ListPage? Parse(string text) => text switch
    {
        "" => Newest,
        OldestMark => Oldest,
        ['<', .. var place] when IsPlace(place) => new ListPage(ListStep.Older, place),
        ['>', .. var place] when IsPlace(place) => new ListPage(ListStep.Newer, place),
        _ => null,
    };

    public override string ToString() => Step switch
    {
        ListStep.Older => $"<{Place}",
        ListStep.Newer => $">{Place}",
        ListStep.Oldest => OldestMark,
        _ => "",
    };

    private static bool IsPlace(string text) => DeadLetterId.Parse($"queue/kind/{text}") is { } id && PlaceOf(id) == text;
}
