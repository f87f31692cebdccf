namespace CrossCloudOps.Logs.Scanning;

/// <summary>
/// Chooses what is read around hits that may not be the whole error: stretches of time and the streams in them. One call reads a stretch,
/// however many hits are in it.
/// </summary>
internal static class ContextPolicy
{
    private const int MostStretches = 5;

    /// <summary>CloudWatch Logs takes so many streams in one call.</summary>
    private const int MostStreams = 100;

    /// <summary>Lines of one traceback are written within moments, in milliseconds.</summary>
    private const long Around = 1500;

    /// <summary>Stretches with kinds of hits that are in no other come first; what is left out is told as it was found.</summary>
    public static IReadOnlyList<LogStretch> Choose(IEnumerable<(StreamEvent Event, string Fingerprint)> hits)
    {
        var stretches = new List<(LogStretch Stretch, HashSet<string> Kinds)>();
        foreach (var (hit, fingerprint) in hits.OrderBy(static h => h.Event.Event.At))
        {
            var (from, to) = (hit.Event.At - Around, hit.Event.At + Around);
            if (stretches.LastOrDefault() is { Stretch: not null } last && last.Stretch.To >= from && (last.Stretch.Streams.Contains(hit.Stream) || last.Stretch.Streams.Count < MostStreams))
            {
                last.Stretch.Streams.Add(hit.Stream);
                last.Kinds.Add(fingerprint);
                stretches[^1] = (last.Stretch with { To = to }, last.Kinds);
            }
            else
            {
                stretches.Add((new LogStretch(from, to, [hit.Stream]), [fingerprint]));
            }
        }

        var covered = new HashSet<string>();
        return [.. stretches.OrderByDescending(s => s.Kinds.Count(covered.Add)).Take(MostStretches).Select(static s => s.Stretch)];
    }
}

/// <summary>A stretch of time in some streams, both ends in it, in milliseconds since 1970.</summary>
internal sealed record LogStretch(long From, long To, HashSet<string> Streams)
{
    public bool Covers(StreamEvent hit) => hit.Event.At >= From && hit.Event.At <= To && Streams.Contains(hit.Stream);
}
