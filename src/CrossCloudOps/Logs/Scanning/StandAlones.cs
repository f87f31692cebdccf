using System.Collections.Concurrent;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>
/// Kinds of errors around which somebody looked in vain, so that a flood of single lines does not cost a call for each of them. Believed for
/// a while only: the next one may bring a traceback.
/// </summary>
internal sealed class StandAlones(TimeProvider time)
{
    private const int MostKnown = 10_000;
    private static readonly TimeSpan BelievedFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Group, string Fingerprint), DateTimeOffset> _known = [];

    public bool Knows(string group, string fingerprint) => _known.TryGetValue((group, fingerprint), out var until) && time.GetUtcNow() < until;

    public void Learn(string group, IEnumerable<string> fingerprints)
    {
        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }

        foreach (var fingerprint in fingerprints)
        {
            _known[(group, fingerprint)] = time.GetUtcNow() + BelievedFor;
        }
    }
}
