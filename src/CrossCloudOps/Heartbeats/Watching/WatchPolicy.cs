using System.Text.Json.Serialization;

namespace CrossCloudOps.Heartbeats.Watching;

[JsonConverter(typeof(JsonStringEnumConverter<Standing>))]
internal enum Standing
{
    /// <summary>Nothing is known against it yet: it is new, not checked yet, or failing for less than it may.</summary>
    Waiting,

    Fine,

    Unreadable,
    PulseTooOld,
    NeverEchoed,
    EchoTooOld,

    /// <summary>It should have been checked long ago, and we did not get to it.</summary>
    NotChecked,
}

/// <summary>How a heartbeat stands, from what is known of it alone. All times are S3's, so that no two clocks are compared.</summary>
internal static class WatchPolicy
{
    /// <summary>A round comes every minute, and its echo up to a round later: with less, one that is on time would be too late.</summary>
    public static readonly TimeSpan LeastGrace = TimeSpan.FromMinutes(2);

    /// <summary>Also when its echo is old, because we were away: one failed check alone proves nothing.</summary>
    private static readonly TimeSpan LeastFailing = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestDue = TimeSpan.FromMinutes(5);

    /// <summary>How old its pulse and its echo may be.</summary>
    public static TimeSpan LimitOf(Pulse? pulse, TimeSpan staleAfter) => pulse?.Every is not { } every
        ? staleAfter
        : every + (pulse.Grace ?? (every / 2 > LeastGrace ? every / 2 : LeastGrace));

    /// <summary>How it stands after a look. Whoever is in trouble is out of it only when all is well, not while nothing is known.</summary>
    public static PulseState Look(PulseState state, TimeSpan staleAfter, DateTimeOffset now)
    {
        var standing = Judge(state, staleAfter, now) switch
        {
            Standing.Waiting when state.Standing == Standing.PulseTooOld => state.Failure is null ? Standing.PulseTooOld : Standing.EchoTooOld,
            Standing.Waiting when state.Standing is Standing.EchoTooOld or Standing.NeverEchoed => state.Standing,
            var judged => judged,
        };
        return state with { Standing = standing, BadLooks = standing <= Standing.Fine ? 0 : state.BadLooks + 1 };
    }

    private static Standing Judge(PulseState state, TimeSpan staleAfter, DateTimeOffset now)
    {
        var limit = LimitOf(state.Pulse, staleAfter);
        var answeredAt = AnsweredAt(state);
        return state switch
        {
            { Pulse: null } => state.Faults is null ? Standing.Waiting : Standing.Unreadable,
            _ when now - state.PulsedAt > limit => Standing.PulseTooOld,
            _ when answeredAt >= state.PulsedAt && state.Failure is null => Standing.Fine,
            _ when now - (answeredAt ?? state.FirstSeenAt) <= limit => Standing.Waiting,
            { Failure: null } => now - state.DueSince > LongestDue ? Standing.NotChecked : Standing.Waiting,
            _ when now - state.FailingSince < LeastFailing => Standing.Waiting,
            _ => answeredAt is null ? Standing.NeverEchoed : Standing.EchoTooOld,
        };
    }

    /// <summary>When the host last answered as it should; null: never. The check counts too, for echoes may fail to be written.</summary>
    public static DateTimeOffset? AnsweredAt(PulseState state) => state.GoodAt > state.EchoedAt || state.EchoedAt is null ? state.GoodAt : state.EchoedAt;
}
