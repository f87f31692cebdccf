using CrossCloudOps.Aws;
using CrossCloudOps.Heartbeats.Probing;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats.Watching;

/// <summary>What came of a round's checks.</summary>
/// <param name="AskedInVain">Whom we asked whether we reach anything, when no check got through and they did not answer either.</param>
/// <param name="EchoFailure">Why an echo could not be written.</param>
internal sealed record CheckedPulses(string? AskedInVain, AwsFailure? EchoFailure);

/// <summary>Checks all pulses that are due: new ones, and those whose last check failed. Each check that is passed is echoed at once.</summary>
internal sealed class PulseChecks(PulseBucket bucket, PulseProbe probe, Reachability reachability, HeartbeatTelemetry telemetry, IOptions<HeartbeatsOptions> options, TimeProvider time)
{
    /// <summary>Less than the host lets a function run; what a round does not get to, the next one begins with.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(4);

    private readonly HeartbeatsOptions _options = options.Value;

    public async Task<CheckedPulses> RunAsync(Dictionary<string, PulseState> pulses, CancellationToken cancellationToken)
    {
        var now = bucket.Now;
        var due = pulses.Where(p => IsDue(p.Value, now)).OrderBy(static p => p.Value.DueSince ?? DateTimeOffset.MaxValue).Select(static p => new DueCheck(p.Key, p.Value)).ToList();
        using var limit = new CancellationTokenSource(LongestRound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        // When the time is up those that were checked are, and the others stay due.
        await HostTurns.RunAsync(due, static d => d.Pulse.Url.IdnHost, _options.Concurrency, _options.PerHost, CheckAsync, either.Token);
        cancellationToken.ThrowIfCancellationRequested();
        var asked = await AskAsync(due, cancellationToken);
        foreach (var check in due.Where(c => c.Result is { } result && (asked is null || result.Failure is null)))
        {
            pulses[check.Name] = After(check);
        }

        return new CheckedPulses(asked, due.Select(static d => d.EchoFailure).FirstOrDefault(static f => f is not null));
    }

    /// <summary>Also one that passed and whose echo is not there: it may have failed to be written.</summary>
    private bool IsDue(PulseState state, DateTimeOffset now) =>
        state.Pulse is { } pulse && now - state.PulsedAt <= WatchPolicy.LimitOf(pulse, _options.StaleAfter)
        && (state.DueSince is not null || state.Failure is not null || state.EchoedAt is null || state.EchoedAt < state.PulsedAt);

    private async Task CheckAsync(DueCheck check, CancellationToken cancellationToken)
    {
        var result = await probe.CheckAsync(check.Pulse, cancellationToken);
        telemetry.Checked(result);
        if (result.Failure is null)
        {
            try
            {
                await bucket.EchoAsync(check.Name, cancellationToken);
            }
            catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
            {
                check.EchoFailure = failure;
            }
        }

        check.At = bucket.Now;
        check.Result = result;
    }

    /// <summary>Null if we see: something got through, or whom we ask answers.</summary>
    private async Task<string?> AskAsync(IReadOnlyList<DueCheck> due, CancellationToken cancellationToken)
    {
        // What we refused ourselves says nothing of the way out.
        var results = due.Select(static d => d.Result).OfType<CheckResult>().Where(static r => r.Failure?.Cause != CheckCause.Refused).ToList();
        if (results.Count == 0 || results.Any(static r => r.Failure is null or { GotThrough: true }))
        {
            return null;
        }

        var answer = await reachability.AskAsync(cancellationToken);
        return answer.Reached ? null : answer.HostsInWords;
    }

    private static PulseState After(DueCheck check)
    {
        var (state, result) = (check.State, check.Result!);
        return state with
        {
            DueSince = null,
            Failure = result.Failure,
            FailingSince = result.Failure is null ? null : state.FailingSince ?? check.At,
            GoodAt = result.Failure is null ? check.At : state.GoodAt,
            CertificateExpiresAt = result.CertificateExpiresAt ?? (state.Pulse!.Url.Scheme == Uri.UriSchemeHttps ? state.CertificateExpiresAt : null),
            Took = result.Took,
        };
    }

    private sealed class DueCheck(string name, PulseState state)
    {
        public string Name => name;

        public PulseState State => state;

        public Pulse Pulse => state.Pulse!;

        public CheckResult? Result { get; set; }

        public DateTimeOffset At { get; set; }

        public AwsFailure? EchoFailure { get; set; }
    }
}
