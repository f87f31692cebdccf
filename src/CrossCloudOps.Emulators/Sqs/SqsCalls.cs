using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CrossCloudOps.Emulators.Sqs;

/// <summary>How often an action was called on a queue; the queue is null where a call names none.</summary>
public sealed record SqsCall(string Action, string? Queue, int Count);

/// <summary>What was called, failed calls included.</summary>
public sealed class SqsCalls
{
    private readonly ConcurrentDictionary<(string Action, string? Queue), StrongBox<int>> _counts = new();

    /// <summary>One row per action and queue.</summary>
    public IReadOnlyList<SqsCall> All => [.. _counts.Select(entry => new SqsCall(entry.Key.Action, entry.Key.Queue, entry.Value.Value))];

    /// <summary>The number of calls of an action, on one queue or on all.</summary>
    public int Count(string action, string? queue = null) =>
        All.Where(call => call.Action == action && (queue is null || call.Queue == queue)).Sum(call => call.Count);

    /// <summary>Forgets all calls.</summary>
    public void Clear() => _counts.Clear();

    internal void Add(string action, string? queue) =>
        Interlocked.Increment(ref _counts.GetOrAdd((action, queue), static _ => new StrongBox<int>()).Value);
}
