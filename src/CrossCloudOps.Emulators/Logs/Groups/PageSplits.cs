using System.Diagnostics.CodeAnalysis;

namespace CrossCloudOps.Emulators.Logs.Groups;

/// <summary>
/// How far a page of FilterLogEvents looks. "A returned page might only be partially full, or even empty": where splits are on, pages
/// end wherever a seeded die says, and there may be an empty one after the last event.
/// </summary>
internal sealed class PageSplits
{
    private readonly Lock _gate = new();
    private Random? _random;
    private int _mostEvents;

    [SuppressMessage("Security", "CA5394", Justification = "The same seed must give the same pages.")]
    public int NextLength()
    {
        lock (_gate)
        {
            return _random is null ? int.MaxValue : _random.Next(3) == 0 ? 0 : _random.Next(1, _mostEvents + 1);
        }
    }

    [SuppressMessage("Security", "CA5394", Justification = "The same seed must give the same pages.")]
    public bool EndsOpen()
    {
        lock (_gate)
        {
            return _random?.Next(3) == 0;
        }
    }

    public void Start(int seed, int mostEvents)
    {
        lock (_gate)
        {
            (_random, _mostEvents) = (new Random(seed), mostEvents);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _random = null;
        }
    }
}
