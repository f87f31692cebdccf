using System.Collections.Concurrent;

namespace CrossCloudOps.Emulators;

/// <summary>What an emulator does to a request instead of, or besides, answering it.</summary>
public enum FaultKind
{
    /// <summary>The connection is cut before the operation: it did not happen.</summary>
    DropBefore,

    /// <summary>The operation happens, then the connection is cut: the caller cannot know.</summary>
    DropAfter,

    /// <summary>The operation does not happen; the answer is <see cref="Fault.Status"/> with <see cref="Fault.Code"/>.</summary>
    Answer,

    /// <summary>The operation happens after <see cref="Fault.Delay"/>.</summary>
    Delay,
}

/// <summary>A fault for calls of one operation (SQS action, S3 operation or Slack method), or of all when <see cref="Operation"/> is null.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The operation's name, for example <c>SendMessage</c> or <c>chat.postMessage</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>How many calls it hits; the default is all until <see cref="Faults.Clear"/>.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>HTTP status of an <see cref="FaultKind.Answer"/>. With Slack, 200 gives <c>ok: false</c> and <see cref="Code"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The error's code in the words of that API, for example <c>RequestThrottled</c> or <c>channel_not_found</c>.</summary>
    public string Code { get; init; } = "InternalError";

    /// <summary>Seconds of a <c>Retry-After</c> header on an <see cref="FaultKind.Answer"/>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How long a <see cref="FaultKind.Delay"/> lasts.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>The faults switched on in an emulator. Safe to change while it answers.</summary>
public sealed class Faults
{
    private readonly ConcurrentDictionary<Guid, (Fault Fault, StrongBox Left)> _faults = new();

    /// <summary>Switches a fault on.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _faults[Guid.NewGuid()] = (fault, new StrongBox { Left = fault.Times });
    }

    /// <summary>Switches all faults off.</summary>
    public void Clear() => _faults.Clear();

    /// <summary>The fault that hits this call, counted down; null if none does.</summary>
    public Fault? Take(string operation)
    {
        foreach (var (fault, left) in _faults.Values)
        {
            if ((fault.Operation is null || fault.Operation == operation) && Interlocked.Decrement(ref left.Left) >= 0)
            {
                return fault;
            }
        }

        return null;
    }

    private sealed class StrongBox
    {
        public int Left;
    }
}
