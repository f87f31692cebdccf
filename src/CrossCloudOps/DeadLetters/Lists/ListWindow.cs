namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>Finds one page among any number of entries that come in any order, and keeps no more of them than that.</summary>
internal sealed class ListWindow(ListPage page)
{
    private readonly SortedSet<(string Place, DeadLetterId Id)> _kept = new(Comparer<(string Place, DeadLetterId Id)>.Create(Compare));

    /// <summary>How many were on the side of the place that the page is not on.</summary>
    private int _passed;

    public int Total { get; private set; }

    /// <summary>When the last of them came, by the store's time.</summary>
    public DateTimeOffset? NewestAt { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<DeadLetterId> Ids => [.. _kept.Reverse().Select(static k => k.Id)];

    /// <summary>How many are newer than those on the page.</summary>
    public int Newer => page.Step switch
    {
        ListStep.Newest => 0,
        ListStep.Older => _passed,
        _ => Total - _passed - _kept.Count,
    };

    public void Add(DeadLetterId id, DateTimeOffset since)
    {
        Total++;
        NewestAt = NewestAt > since ? NewestAt : since;
        var place = ListPage.PlaceOf(id);
        var side = string.CompareOrdinal(place, page.Place);
        if ((page.Step == ListStep.Older && side >= 0) || (page.Step == ListStep.Newer && side <= 0))
        {
            _passed++;
            return;
        }

        _kept.Add((place, id));
        if (_kept.Count > ListPage.Size)
        {
            _kept.Remove(page.Step is ListStep.Newest or ListStep.Older ? _kept.Min : _kept.Max);
        }
    }

    private static int Compare((string Place, DeadLetterId Id) a, (string Place, DeadLetterId Id) b) =>
        string.CompareOrdinal(a.Place, b.Place) is not 0 and var byPlace ? byPlace : string.CompareOrdinal(a.Id.Fingerprint, b.Id.Fingerprint);
}
