using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CrossCloudOps.Emulators.Aws;

/// <summary>How often an action was called on a queue, bucket or log group; that is null where a call names none.</summary>
public sealed record AwsCall(string Action, string? Resource, int Count);

/// <summary>What was called, failed calls included.</summary>
public sealed class AwsCalls
{
    private readonly ConcurrentDictionary<(string Action, string? Resource), StrongBox<int>> _counts = new();

    /// <summary>One row per action and queue, bucket or log group.</summary>
    public IReadOnlyList<AwsCall> All => [.. _counts.Select(entry => new AwsCall(entry.Key.Action, entry.Key.Resource, entry.Value.Value))];

    /// <summary>The number of calls of an action, on one queue, bucket or log group or on all.</summary>
    public int Count(string action, string? resource = null) =>
        All.Where(call => call.Action == action && (resource is null || call.Resource == resource)).Sum(call => call.Count);

    /// <summary>Forgets all calls.</summary>
    public void Clear() => _counts.Clear();

    internal void Add(string action, string? resource) =>
        Interlocked.Increment(ref _counts.GetOrAdd((action, resource), static _ => new StrongBox<int>()).Value);
}
