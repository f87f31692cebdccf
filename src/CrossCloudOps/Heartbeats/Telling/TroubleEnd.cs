using CrossCloudOps.Heartbeats.Watching;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>How trouble goes on and how it ends, without any I/O.</summary>
internal static class TroubleEnd
{
    /// <summary>The trouble as it is now, and behind it those of its heartbeats that are out of it.</summary>
    public static Trouble Join(Trouble? before, Trouble now, Look look)
    {
        var still = now.Pulses.Select(static p => p.Name).ToHashSet();
        var over = (before?.Pulses ?? []).Where(p => !still.Contains(p.Name)).Select(p => Over(p, look));
        return now with
        {
            // A certificate's is when it expires, and the next one's may still be soon.
            Since = before is not null && before.Since < now.Since && now.Cause != TroubleCause.Certificate ? before.Since : now.Since,
            Pulses = [.. now.Pulses.Concat(over).Take(Trouble.MostNamed)],
        };
    }

    public static Trouble End(Trouble before, Look look) => before with
    {
        EndedAt = look.Now,
        Pulses = [.. before.Pulses.Select(p => Over(p, look))],
    };

    /// <summary>
    /// How many beats were missed between the last good one and the one that is good again: those that never came, and those that came and
    /// failed their check.
    /// </summary>
    public static int MissedBeats(TroubledPulse pulse) =>
        pulse.EndedAt is not { } ended || pulse.Every <= TimeSpan.Zero ? 0
        : pulse.AnsweredAt is { } last ? Math.Max(0, (int)Math.Round((ended - last) / pulse.Every) - 1)
        : Math.Max(1, (int)Math.Round((ended - pulse.Since) / pulse.Every));

    private static TroubledPulse Over(TroubledPulse pulse, Look look) => pulse.EndedAt is not null
        ? pulse
        : look.State.Pulses.TryGetValue(pulse.Name, out var state)
            ? pulse with { EndedAt = WatchPolicy.AnsweredAt(state) is { } at && (pulse.AnsweredAt is null || at > pulse.AnsweredAt) ? at : look.Now }
            : pulse with { EndedAt = look.Now, Retired = true };
}
