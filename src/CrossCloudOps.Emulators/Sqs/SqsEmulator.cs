using System.Collections.Frozen;
using System.Net;
using CrossCloudOps.Emulators.Sqs.Queues;
using CrossCloudOps.Emulators.Sqs.Wire;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Emulators.Sqs;

/// <summary>
/// Amazon SQS on loopback, in this process: both wire protocols, as far as the SDKs and the AWS CLI can tell. Signatures are not
/// verified, but there must be one.
/// </summary>
public sealed class SqsEmulator : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly SqsAccount _account;

    private SqsEmulator(SqsEmulatorOptions options)
    {
        _account = new SqsAccount(options);
        var server = new KestrelServerOptions { AddServerHeader = false };
        server.Limits.MaxRequestBodySize = null;
        server.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        _server = new KestrelServer(
            Options.Create(server),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>Faults by action, for example <c>SendMessage</c>.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What was called so far.</summary>
    public SqsCalls Calls { get; } = new();

    /// <summary>Starts an emulator without queues.</summary>
    public static async Task<SqsEmulator> StartAsync(SqsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new SqsEmulator(options ?? new SqsEmulatorOptions());
        var http = new SqsHttp(emulator._account, emulator.Faults, emulator.Calls);
        await emulator._server.StartAsync(http, cancellationToken);
        emulator.Endpoint = new Uri(emulator._server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        emulator._account.ListensAt(emulator.Endpoint);
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
        // Connections are cut, not waited for: a receive may wait for twenty seconds.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
        foreach (var queue in _account.Queues)
        {
            queue.Close();
        }
    }
}
