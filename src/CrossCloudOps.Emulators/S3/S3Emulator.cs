using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Wire;

namespace CrossCloudOps.Emulators.S3;

/// <summary>
/// Amazon S3 on loopback, in this process and in memory, as far as the SDKs and the AWS CLI can tell for the operations of
/// <see cref="S3Operation"/>. Buckets stand in the path or in the host's name. Signatures are not verified, but there must be one.
/// </summary>
public sealed class S3Emulator : IAsyncDisposable
{
    private readonly S3Account _account;
    private AwsEdge? _edge;

    /// <summary>One that others put behind an edge.</summary>
    internal S3Emulator(S3EmulatorOptions options, IamEmulator iam)
    {
        _account = new S3Account(options);
        Service = new S3Http(_account, Faults, Calls, iam);
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => _account.Endpoint;

    /// <summary>Faults by operation, for example <c>PutObject</c>; with 409 and <c>ConditionalRequestConflict</c> a write that met another.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What was called so far.</summary>
    public AwsCalls Calls { get; } = new();

    /// <summary>All buckets by name.</summary>
    public IReadOnlyList<BucketAccess> Buckets => [.. _account.Buckets.Select(static bucket => new BucketAccess(bucket))];

    internal IAwsService Service { get; }

    /// <summary>Starts an emulator without buckets.</summary>
    public static async Task<S3Emulator> StartAsync(S3EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new S3EmulatorOptions();
        var emulator = new S3Emulator(options, new IamEmulator(string.Empty));
        emulator._edge = await AwsEdge.StartAsync(options.Port, [emulator.Service], cancellationToken);
        return emulator;
    }

    /// <summary>Creates a bucket, or finds it if it is there.</summary>
    public BucketAccess CreateBucket(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _account.Create(name);
        return new BucketAccess(_account.Bucket(name));
    }

    /// <summary>An existing bucket.</summary>
    public BucketAccess Bucket(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new BucketAccess(_account.Find(name) ?? throw new ArgumentException($"There is no bucket {name}.", nameof(name)));
    }

    /// <summary>Refuses every call on a bucket, existing or not, with AccessDenied.</summary>
    public void Deny(string bucketName) => _account.Deny(bucketName);

    /// <summary>Takes <see cref="Deny"/> back.</summary>
    public void Allow(string bucketName) => _account.Allow(bucketName);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_edge is not null)
        {
            await _edge.DisposeAsync();
        }
    }
}
