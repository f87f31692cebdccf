namespace CrossCloudOps.Heartbeats.Watching;

/// <summary>What a listing of pulses means for what is known of them, without any I/O.</summary>
internal static class ArrivalPolicy
{
    /// <summary>Who was away for longer may have missed pulses in between.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(3);

    /// <summary>A pulse that is not listed any more is retired: it is not in the result.</summary>
    public static Dictionary<string, PulseState> Arrive(HeartbeatState before, Listing listing)
    {
        var wasAway = listing.At - before.At > LongestGap;
        var pulses = new Dictionary<string, PulseState>(listing.Objects.Count);
        foreach (var listed in listing.Objects)
        {
            pulses[listed.Name] = before.Pulses.TryGetValue(listed.Name, out var known) ? Again(known, listed, listing.At, wasAway) : First(listed, listing.At);
        }

        return pulses;
    }

    /// <summary>Its file must be read again: it is another one than was read.</summary>
    public static bool IsUnread(PulseState state, ListedObject listed) => state.ReadETag != listed.ETag;

    private static PulseState First(ListedObject listed, DateTimeOffset at) => new() { PulsedAt = listed.LastModified, FirstSeenAt = at, DueSince = at, ETag = listed.ETag };

    private static PulseState Again(PulseState known, ListedObject listed, DateTimeOffset at, bool wasAway) =>
        known.PulsedAt == listed.LastModified && known.ETag == listed.ETag
            ? known
            : known with
            {
                PulsedAt = listed.LastModified,
                ETag = listed.ETag,
                DueSince = known.DueSince ?? at,
                Interval = Interval(known, listed.LastModified - known.PulsedAt, wasAway),
            };

    /// <summary>A gap is no interval: somebody was away, or the pulse was late.</summary>
    private static TimeSpan? Interval(PulseState known, TimeSpan passed, bool wasAway) =>
        passed <= TimeSpan.Zero || (known.Interval is null ? wasAway : passed > known.Interval * 1.5) ? known.Interval : passed;
}
