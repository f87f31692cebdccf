namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>Decides what an answer means, how long to wait, and when a target is taken for down. No I/O.</summary>
internal static class DeliveryPolicy
{
    /// <summary>After so many bad answers in a row nothing more is sent but a probe.</summary>
    public const int Threshold = 3;

    /// <summary>After the target came back, so many must succeed one by one before more are in hand.</summary>
    public const int CarefulDeliveries = 10;

    /// <summary>Every how manieth probe is another message, when the answer may be about the one that is tried.</summary>
    private const int FreshProbeEvery = 2;

    /// <summary>SQS counts every receive; with fewer, a message that was received with others could reach the dead-letter queue unsent.</summary>
    public const int LeastReceives = 3;

    /// <summary>Groups in trouble that are kept in mind; beyond it, those that wait longest are forgotten, at the price of a receive of their followers.</summary>
    private const int MostTroubled = 500;

    /// <summary>After so long the message that is tried goes the way of any other: no release takes longer, and it may be the message after all.</summary>
    private static readonly TimeSpan LongestRelease = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>SQS hides a message for twelve hours at most.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(11);

    /// <summary>A receive waits this long at most while a group is in trouble.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    public static DeliveryVerdict Judge(WebhookRoute route, DeliveryAnswer answer) => answer switch
    {
        { IsUndeliverable: true } => DeliveryVerdict.Hopeless,
        { Status: null } => DeliveryVerdict.Down,
        { Status: >= 200 and < 300 } => DeliveryVerdict.Delivered,
        { Status: { } status } when route.HopelessStatuses.Contains(status) => DeliveryVerdict.Hopeless,
        { Status: 408 or 425 or 429 or 502 or 503 or 504 } => DeliveryVerdict.Down,
        // All webhooks of a route go to one address: that it is not there is what a release looks like.
        { Status: 404 or 410 } => DeliveryVerdict.Down,
        _ => DeliveryVerdict.Refused,
    };

    /// <summary>A target that is not reached, or busy, is so for every message.</summary>
    public static bool MayBeTheMessage(DeliveryAnswer answer, DeliveryVerdict verdict) => verdict != DeliveryVerdict.Down || answer.Status is 404 or 410;

    /// <summary>1 s, doubling to 15 min, less up to a fifth; or what the target asks for, if that is longer.</summary>
    public static TimeSpan Wait(int attempts, TimeSpan? retryAfter, double jitter)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 20));
        var wait = (doubled < LongestWait ? doubled : LongestWait) * (1 - (0.2 * jitter));
        var asked = retryAfter < LongestRetryAfter ? retryAfter.Value : retryAfter is null ? TimeSpan.Zero : LongestRetryAfter;
        return asked > wait ? asked : wait;
    }

    public static RouteState Succeeded(RouteState state, string groupId) =>
        state is { Down: 0, Refused.Count: 0, Hopeless.Count: 0, Careful: 0 } && !state.Troubled.ContainsKey(groupId)
            ? state
            : state with
            {
                Down = 0,
                Refused = [],
                Hopeless = [],
                Careful = Math.Max(0, state.Careful - 1),
                Troubled = Without(state.Troubled, groupId),
            };

    /// <summary>The state after a failed attempt that is not the probe's. The circuit opens when it was one too many.</summary>
    public static RouteState Failed(RouteState state, WebhookRoute route, FailedAttempt failed, DateTimeOffset now)
    {
        var next = state with
        {
            Down = failed.Verdict == DeliveryVerdict.Down ? state.Down + 1 : 0,
            Refused = failed.Verdict == DeliveryVerdict.Refused ? With(state.Refused, failed.Delivery.MessageId) : [],
            Hopeless = failed.Verdict == DeliveryVerdict.Hopeless ? With(state.Hopeless, failed.Delivery.MessageId) : [],
            LastFailure = failed.Delivery,
            Troubled = With(state.Troubled, failed, now),
            OldestSentAt = state.IsInTrouble && state.OldestSentAt < failed.SentAt ? state.OldestSentAt : failed.SentAt,
        };
        return next.Circuit is null && (next.Down >= Threshold || next.Refused.Count >= Threshold || next.Hopeless.Count >= Threshold)
            ? next with
            {
                Circuit = new RouteCircuit
                {
                    OpenedAt = now,
                    NextProbeAt = now + ProbeWait(route, failed.RetryAfter),
                    MessageId = failed.Delivery.MessageId,
                    MayBeTheMessage = failed.MayBeTheMessage,
                },
            }
            : next;
    }

    /// <summary>The state after a failed probe.</summary>
    public static RouteState ProbeFailed(RouteState state, WebhookRoute route, FailedAttempt failed, DateTimeOffset now) => state with
    {
        LastFailure = failed.Delivery,
        Circuit = state.Circuit! with
        {
            Probes = state.Circuit.Probes + 1,
            ProbingAt = null,
            NextProbeAt = now + ProbeWait(route, failed.RetryAfter),
            MayBeTheMessage = failed.MayBeTheMessage,
        },
    };

    /// <summary>The state after the probe got through.</summary>
    /// <param name="delivered">The message, while SQS did not confirm that it is deleted.</param>
    public static RouteState Closed(RouteState state, string groupId, string? delivered) => state with
    {
        Circuit = null,
        Down = 0,
        Refused = [],
        Hopeless = [],
        Troubled = Without(state.Troubled, groupId),
        Careful = CarefulDeliveries,
        Delivered = delivered,
    };

    /// <summary>The state after the target was found to be there, although it did not take the probe: that one goes the way of all hopeless ones.</summary>
    public static RouteState Reached(RouteState state) => state with { Circuit = null, Down = 0, Refused = [], Careful = CarefulDeliveries };

    /// <summary>Whether the probe's message, after it failed once more, is to be treated like any other that fails.</summary>
    public static bool IsTheMessage(WebhookRoute route, RouteCircuit circuit, DateTimeOffset now) =>
        circuit.MayBeTheMessage && route.OnFailure == OnFailure.DeadLetter && now - circuit.OpenedAt >= LongestRelease;

    public static bool IsFreshProbe(RouteCircuit circuit) => circuit.MayBeTheMessage && (circuit.Probes + 1) % FreshProbeEvery == 0;

    /// <summary>
    /// Whether to receive one at a time: SQS counts every receive, also of followers that are given back because the message before them
    /// failed again. While such a message is hidden SQS gives none of its group.
    /// </summary>
    public static bool IsOneAtATime(RouteState state, DateTimeOffset now) => state.Careful > 0 || state.Troubled.Values.Any(t => t.RetryAt <= now + Ahead);

    /// <summary>Whether one more message that is called hopeless would be one too many.</summary>
    public static bool IsTooHopeless(RouteState state, string messageId) => With(state.Hopeless, messageId).Count >= Threshold;

    /// <summary>The state after a message was moved to the dead-letter queue at once.</summary>
    /// <param name="isCertain">Whatever the target is: it was not asked.</param>
    public static RouteState Moved(RouteState state, FailedDelivery failed, string groupId, bool isCertain)
    {
        var through = state with { LastFailure = failed, Troubled = Without(state.Troubled, groupId) };
        return isCertain ? through : through with { Down = 0, Refused = [], Hopeless = With(state.Hopeless, failed.MessageId) };
    }

    /// <summary>Without groups whose message should have been there since then and is not: SQS moved it, or somebody deleted it.</summary>
    public static RouteState WithoutGone(RouteState state, DateTimeOffset since) =>
        state.Troubled.Values.Any(t => t.RetryAt < since) ? state with { Troubled = state.Troubled.Where(t => t.Value.RetryAt >= since).ToDictionary() } : state;

    private static TimeSpan ProbeWait(WebhookRoute route, TimeSpan? retryAfter)
    {
        var asked = retryAfter ?? TimeSpan.Zero;
        return asked < route.ProbeEvery ? route.ProbeEvery : asked < LongestRetryAfter ? asked : LongestRetryAfter;
    }

    private static IReadOnlyList<string> With(IReadOnlyList<string> messages, string message) => messages.Contains(message) ? messages : [.. messages, message];

    private static Dictionary<string, GroupTrouble> With(IReadOnlyDictionary<string, GroupTrouble> troubled, FailedAttempt failed, DateTimeOffset now)
    {
        var before = troubled.GetValueOrDefault(failed.GroupId) is { } known && known.MessageId == failed.Delivery.MessageId ? known : null;
        var all = troubled.OrderByDescending(static t => t.Value.RetryAt).Take(MostTroubled - 1).ToDictionary();
        all[failed.GroupId] = new GroupTrouble
        {
            MessageId = failed.Delivery.MessageId,
            Since = before?.Since ?? now,
            Attempts = (before?.Attempts ?? 0) + 1,
            RetryAt = now + failed.Wait,
            SentAt = failed.SentAt,
        };
        return all;
    }

    private static IReadOnlyDictionary<string, GroupTrouble> Without(IReadOnlyDictionary<string, GroupTrouble> troubled, string groupId) =>
        troubled.ContainsKey(groupId) ? troubled.Where(t => t.Key != groupId).ToDictionary() : troubled;
}

/// <summary>A failed attempt, with what the policy needs to know of it.</summary>
internal sealed record FailedAttempt(DeliveryVerdict Verdict, FailedDelivery Delivery, string GroupId)
{
    /// <summary>Another message might get through.</summary>
    public required bool MayBeTheMessage { get; init; }

    public required TimeSpan Wait { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}
