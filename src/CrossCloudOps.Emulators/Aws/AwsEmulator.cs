using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.Logs;
using CrossCloudOps.Emulators.S3;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Emulators.Sts;

namespace CrossCloudOps.Emulators.Aws;

/// <summary>All emulated services of AWS at one address, as a setting that names one address for all clients needs it.</summary>
public sealed class AwsEmulator : IAsyncDisposable
{
    private AwsEdge? _edge;

    private AwsEmulator(AwsEmulatorOptions options)
    {
        Iam = new IamEmulator(options.AccountId);
        Sqs = new SqsEmulator(new SqsEmulatorOptions { TimeProvider = options.TimeProvider, Region = options.Region, AccountId = options.AccountId }, Iam);
        S3 = new S3Emulator(new S3EmulatorOptions { TimeProvider = options.TimeProvider, Region = options.Region }, Iam);
        Logs = new LogsEmulator(new LogsEmulatorOptions { TimeProvider = options.TimeProvider, Region = options.Region, AccountId = options.AccountId }, Iam);
        Sts = new StsEmulator(options.AccountId, options.SessionTime, Iam);
    }

    /// <summary>Where all of them listen.</summary>
    public Uri Endpoint => Sqs.Endpoint;

    /// <summary>Who may do what, in all of them.</summary>
    public IamEmulator Iam { get; }

    /// <summary>Its queues, faults and calls.</summary>
    public SqsEmulator Sqs { get; }

    /// <summary>Its buckets, faults and calls.</summary>
    public S3Emulator S3 { get; }

    /// <summary>Its log groups, faults and calls.</summary>
    public LogsEmulator Logs { get; }

    /// <summary>Its OIDC providers, roles, faults and calls.</summary>
    public StsEmulator Sts { get; }

    /// <summary>Starts without queues, buckets and log groups.</summary>
    public static async Task<AwsEmulator> StartAsync(AwsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AwsEmulatorOptions();
        var emulator = new AwsEmulator(options);
        emulator._edge = await AwsEdge.StartAsync(options.Port, [emulator.Sqs.Service, emulator.S3.Service, emulator.Logs.Service, emulator.Sts.Service], cancellationToken);
        return emulator;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_edge is not null)
        {
            await _edge.DisposeAsync();
        }

        await Sqs.DisposeAsync();
        await S3.DisposeAsync();
        await Logs.DisposeAsync();
    }
}
