using CrossCloudOps.Webhooks.Telling;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>Whether a route may be forwarded at all: nobody paused it, no release window is open, and its queue fits its settings.</summary>
internal sealed class RouteGate(RouteBook book, QueueFactsReader queues, DeliveryProblems problems, LossProblems losses, RouteHistory history, TimeProvider time)
{
    public static bool IsPaused(WebhookRoute route, RouteState state, DateTimeOffset now) =>
        state.Pause is { } pause ? !pause.IsOver(now) : route.ReleaseWindows.Any(w => w.OpenUntil(now) is not null);

    /// <summary>Looks whether all is well, and tells if it is not. Null: the route must not be forwarded.</summary>
    public async Task<RouteState?> EnterAsync(WebhookRoute route, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = await book.ReadAsync(route, cancellationToken);
        if (state.Pause?.IsOver(now) == true)
        {
            state = await book.ChangeAsync(route, s => s.Pause?.IsOver(now) == true ? s with { Pause = null } : s, cancellationToken);
        }

        state = await LookAtQueueAsync(route, state, now, cancellationToken);
        return IsPaused(route, state, now) || SetUpPolicy.Forbids(route, state) ? null : state;
    }

    private async Task<RouteState> LookAtQueueAsync(WebhookRoute route, RouteState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = await queues.ReadAsync(route.QueueUrl, mayFill: state.IsInTrouble || IsPaused(route, state, now), cancellationToken);
        history.Waiting(route, facts.Waiting);
        var fault = SetUpPolicy.Fault(route, facts);
        var lostFrom = SetUpPolicy.LostFrom(state, facts, now);
        if (fault == state.SetUp && lostFrom == state.LostFrom)
        {
            return state;
        }

        state = await book.ChangeAsync(route, s => s with { SetUp = fault, LostFrom = lostFrom }, cancellationToken);
        await problems.TellAsync(route, state, cancellationToken);
        if (lostFrom is { } from)
        {
            await losses.TellAsync(route, from, cancellationToken);
        }
        else
        {
            await losses.LookAgainAsync(route, cancellationToken);
        }

        return state;
    }
}

/// <summary>What a route asks of its queue. No I/O.</summary>
internal static class SetUpPolicy
{
    private static readonly TimeSpan Warning = TimeSpan.FromDays(1);

    /// <summary>In words for people; null if nothing is wrong.</summary>
    public static string? Fault(WebhookRoute route, QueueFacts facts) => (route.OnFailure, facts.MaxReceiveCount) switch
    {
        (OnFailure.Block, not null) =>
            $"OnFailure is Block, but the queue's redrive policy would take a message away after {facts.MaxReceiveCount} receives, and what follows it would overtake it. Nothing is delivered. Remove the redrive policy, or set OnFailure to DeadLetter.",
        (OnFailure.DeadLetter, null) =>
            "OnFailure is DeadLetter, but the queue has no redrive policy: what fails blocks its group for ever. Give it one with maxReceiveCount 5, or set OnFailure to Block.",
        (OnFailure.DeadLetter, < DeliveryPolicy.LeastReceives) =>
            $"The queue's maxReceiveCount is {facts.MaxReceiveCount}: messages can reach the dead-letter queue unsent. Set it to 5 or more.",
        _ => null,
    };

    public static bool Forbids(WebhookRoute route, RouteState state) => route.OnFailure == OnFailure.Block && state.SetUp is not null;

    /// <summary>From when on messages that wait will be lost, once that is near: a day before, or after half of the time that SQS keeps them.</summary>
    public static DateTimeOffset? LostFrom(RouteState state, QueueFacts facts, DateTimeOffset now)
    {
        var oldest = state.IsInTrouble ? state.OldestSentAt : null;
        if (state.Pause is { } pause && facts.Waiting > 0 && !(oldest < pause.At))
        {
            oldest = pause.At;
        }

        var before = facts.Retention - Warning > facts.Retention / 2 ? Warning : facts.Retention / 2;
        return oldest + facts.Retention is { } end && now >= end - before ? end : null;
    }
}
