using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>What a round found, of all heartbeats together.</summary>
/// <param name="Address">Where the pulses are.</param>
internal sealed record Look(HeartbeatState State, DateTimeOffset Now, string Address)
{
    /// <summary>Whom we asked in vain whether we reach anything; null while we do.</summary>
    public string? AskedInVain { get; init; }

    public bool IsCut { get; init; }
}

/// <summary>Puts heartbeats in trouble together by their cause, without any I/O. One cause is one message.</summary>
internal sealed class TroublePolicy(HeartbeatsOptions options)
{
    /// <summary>A breath in which nothing gets through is no outage.</summary>
    private static readonly TimeSpan LeastBlind = TimeSpan.FromMinutes(2);

    /// <summary>Most servers pulse so often; only for counting beats of one whose pace is not known.</summary>
    private static readonly TimeSpan UsualEvery = TimeSpan.FromMinutes(10);

    /// <summary>By the key of the problem.</summary>
    public IReadOnlyDictionary<string, Trouble> Find(Look look)
    {
        var bad = look.State.Pulses.Where(p => p.Value.BadLooks >= options.OpenAfter)
            .Select(p => Of(p.Key, p.Value))
            // While we see nothing, that is why.
            .Where(b => look.AskedInVain is null || b.Pulse.Standing != Standing.NotChecked)
            .ToList();
        var manyUnresolved = bad.Where(static b => IsUnresolved(b.Pulse)).Select(static b => b.Host).Distinct().Count() > 1;
        var troubles = bad.GroupBy(b => CauseOf(b, manyUnresolved)).Select(g => Join(g.Key, [.. g.Select(static b => b.Pulse)]))
            .Concat(Certificates(look))
            .Concat(Whole(look));
        return troubles.ToDictionary(static t => KeyOf(t.Cause), static t => t.Trouble);
    }

    /// <summary>How often it pulses, for counting beats.</summary>
    public static TimeSpan EveryOf(PulseState state) => state.Pulse?.Every ?? state.Interval ?? UsualEvery;

    private Bad Of(string name, PulseState state)
    {
        var since = state.Standing switch
        {
            Standing.NeverEchoed => state.FirstSeenAt,
            Standing.EchoTooOld => state.FailingSince ?? state.PulsedAt,
            Standing.NotChecked => state.DueSince ?? state.PulsedAt,
            _ => state.PulsedAt,
        };
        var pulse = new TroubledPulse(name, state.Standing, since)
        {
            Url = state.Pulse is null ? null : Shown(state.Pulse.Url),
            Owner = state.Pulse?.Owner,
            PulsedAt = state.PulsedAt,
            AnsweredAt = WatchPolicy.AnsweredAt(state),
            Limit = WatchPolicy.LimitOf(state.Pulse, options.StaleAfter),
            Every = EveryOf(state),
            Failure = state.Failure,
            Faults = state.Faults,
        };
        return new Bad(state.Pulse?.Url.Host, state.Pulse?.Channel, pulse);
    }

    /// <summary>Queries may hold keys.</summary>
    private static string Shown(Uri url) => $"{url.GetLeftPart(UriPartial.Path)}{(url.Query.Length > 1 ? "?…" : "")}";

    private static Cause CauseOf(Bad bad, bool manyUnresolved) => bad switch
    {
        { Pulse.Standing: Standing.NotChecked } => new Cause(TroubleCause.Behind),
        { Host: null } => new Cause(TroubleCause.Pulse, bad.Pulse.Name),
        _ when manyUnresolved && IsUnresolved(bad.Pulse) => new Cause(TroubleCause.Resolver),
        _ => new Cause(TroubleCause.Host, bad.Host, bad.Channel),
    };

    private static bool IsUnresolved(TroubledPulse pulse) => pulse is { Standing: Standing.EchoTooOld or Standing.NeverEchoed, Failure.Cause: CheckCause.Resolver };

    private static string KeyOf(Cause cause) =>
        $"{HeartbeatProblems.KindName}/{cause.Kind.ToString().ToLowerInvariant()}/{DocumentName.Segment(cause.Channel is null ? cause.Subject : $"{cause.Subject} {cause.Channel}")}";

    private (Cause Cause, Trouble Trouble) Join(Cause cause, IReadOnlyList<TroubledPulse> pulses) => (cause, New(cause, pulses.Min(static p => p.Since)) with
    {
        Count = pulses.Count,
        Pulses = [.. pulses.OrderBy(static p => p.Since).ThenBy(static p => p.Name, StringComparer.Ordinal).Take(Trouble.MostNamed)],
    });

    private Trouble New(Cause cause, DateTimeOffset since) => new() { Cause = cause.Kind, Subject = cause.Subject, Channel = cause.Channel ?? options.Channel, Since = since };

    /// <summary>What is wrong with all of it.</summary>
    private IEnumerable<(Cause Cause, Trouble Trouble)> Whole(Look look)
    {
        if (look.AskedInVain is not null && look.State.BlindSince is { } blind && look.Now - blind >= LeastBlind)
        {
            var due = look.State.Pulses.Where(static p => p.Value.DueSince is not null).Select(static p => p.Key).Order(StringComparer.Ordinal).ToList();
            yield return (new Cause(TroubleCause.Network), New(new Cause(TroubleCause.Network), blind) with { Count = due.Count, Pulses = Named(due), Asked = look.AskedInVain });
        }

        if (look.State.EmptySince is { } empty && look.Now - empty > options.StaleAfter)
        {
            yield return (new Cause(TroubleCause.NoPulses), New(new Cause(TroubleCause.NoPulses, look.Address), empty));
        }

        if (look.IsCut)
        {
            yield return (new Cause(TroubleCause.TooMany), New(new Cause(TroubleCause.TooMany, look.Address), DateTimeOffset.UnixEpoch));
        }
    }

    private IEnumerable<(Cause Cause, Trouble Trouble)> Certificates(Look look) =>
        from pulse in look.State.Pulses
        where pulse.Value is { Pulse: { } asked, CertificateExpiresAt: { } expires } && expires - look.Now < (asked.TlsWarning ?? options.TlsWarning)
        group pulse by new Cause(TroubleCause.Certificate, pulse.Value.Pulse!.Url.Authority, pulse.Value.Pulse.Channel) into host
        let expiresAt = host.Min(static p => p.Value.CertificateExpiresAt!.Value)
        select (host.Key, New(host.Key, expiresAt) with { Count = host.Count(), Pulses = [.. Named(host.Select(static p => p.Key).Order(StringComparer.Ordinal)).Select(p => p with { Owner = look.State.Pulses[p.Name].Pulse?.Owner })] });

    private static IReadOnlyList<TroubledPulse> Named(IEnumerable<string> names) => [.. names.Take(Trouble.MostNamed).Select(static n => new TroubledPulse(n, Standing.Waiting, default))];

    private sealed record Bad(string? Host, string? Channel, TroubledPulse Pulse);

    /// <summary>What heartbeats of one message have in common.</summary>
    private sealed record Cause(TroubleCause Kind, string Subject = "", string? Channel = null);
}
