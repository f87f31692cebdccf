namespace CrossCloudOps.Emulators.Logs.Groups;

/// <summary>Events in the order of their keys, which is mostly that in which they come; others are sorted in before the next look.</summary>
internal sealed class EventList
{
    private readonly List<LogEvent> _events = [];
    private bool _ordered = true;

    public void Add(LogEvent added)
    {
        _ordered = _ordered && (_events.Count == 0 || _events[^1].Key < added.Key);
        _events.Add(added);
    }

    public IReadOnlyList<LogEvent> All()
    {
        if (!_ordered)
        {
            _events.Sort(static (left, right) => left.Key.CompareTo(right.Key));
            _ordered = true;
        }

        return _events;
    }

    /// <summary>Those after a key, the oldest first.</summary>
    public IEnumerable<LogEvent> After(EventKey key)
    {
        var all = All();
        for (var i = CountUntil(key, orEqual: true); i < all.Count; i++)
        {
            yield return all[i];
        }
    }

    /// <summary>Those before a key, the newest first.</summary>
    public IEnumerable<LogEvent> Before(EventKey key)
    {
        var all = All();
        for (var i = CountUntil(key, orEqual: false) - 1; i >= 0; i--)
        {
            yield return all[i];
        }
    }

    private int CountUntil(EventKey key, bool orEqual)
    {
        var (low, high) = (0, All().Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = _events[middle].Key.CompareTo(key);
            (low, high) = order < 0 || (orEqual && order == 0) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
