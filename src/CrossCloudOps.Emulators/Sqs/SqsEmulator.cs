using System.Collections.Frozen;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.Sqs.Queues;
using CrossCloudOps.Emulators.Sqs.Wire;

namespace CrossCloudOps.Emulators.Sqs;

/// <summary>
/// Amazon SQS on loopback, in this process: both wire protocols, as far as the SDKs and the AWS CLI can tell. Signatures are not
/// verified, but there must be one.
/// </summary>
public sealed class SqsEmulator : IAsyncDisposable
{
    private readonly SqsAccount _account;
    private AwsEdge? _edge;

    /// <summary>One that others put behind an edge.</summary>
    internal SqsEmulator(SqsEmulatorOptions options, IamEmulator iam)
    {
        _account = new SqsAccount(options);
        Service = new SqsHttp(_account, Faults, Calls, iam);
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => _account.Endpoint;

    /// <summary>Faults by action, for example <c>SendMessage</c>.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What was called so far.</summary>
    public AwsCalls Calls { get; } = new();

    /// <summary>All queues by name.</summary>
    public IReadOnlyList<QueueAccess> Queues => [.. _account.Queues.Select(static queue => new QueueAccess(queue))];

    internal IAwsService Service { get; }

    /// <summary>Starts an emulator without queues.</summary>
    public static async Task<SqsEmulator> StartAsync(SqsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SqsEmulatorOptions();
        var emulator = new SqsEmulator(options, new IamEmulator(options.AccountId));
        emulator._edge = await AwsEdge.StartAsync(options.Port, [emulator.Service], cancellationToken);
        return emulator;
    }

    /// <summary>Creates a queue, or finds it if it is there; attributes as in the API, <c>FifoQueue</c> follows from the name.</summary>
    public QueueAccess CreateQueue(string name, IReadOnlyDictionary<string, string>? attributes = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var all = (attributes ?? FrozenDictionary<string, string>.Empty).ToDictionary(StringComparer.Ordinal);
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            all["FifoQueue"] = "true";
        }

        return new QueueAccess(_account.Create(name, all));
    }

    /// <summary>An existing queue.</summary>
    public QueueAccess Queue(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new QueueAccess(_account.Find(name) ?? throw new ArgumentException($"There is no queue {name}.", nameof(name)));
    }

    /// <summary>Refuses every call on a queue, existing or not, with AccessDenied.</summary>
    public void Deny(string queueName) => _account.Deny(queueName);

    /// <summary>Takes <see cref="Deny"/> back.</summary>
    public void Allow(string queueName) => _account.Allow(queueName);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_edge is not null)
        {
            await _edge.DisposeAsync();
        }

        foreach (var queue in _account.Queues)
        {
            queue.Close();
        }
    }
}
