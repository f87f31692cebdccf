using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.Logs.Groups;
using CrossCloudOps.Emulators.Logs.Wire;

namespace CrossCloudOps.Emulators.Logs;

/// <summary>
/// Amazon CloudWatch Logs on loopback, in this process, as far as the SDKs and the AWS CLI can tell. Signatures are not verified, but
/// there must be one.
/// </summary>
public sealed class LogsEmulator : IAsyncDisposable
{
    private readonly LogsAccount _account;
    private readonly PageSplits _splits = new();
    private AwsEdge? _edge;

    /// <summary>One that others put behind an edge.</summary>
    internal LogsEmulator(LogsEmulatorOptions options, IamEmulator iam)
    {
        _account = new LogsAccount(options);
        Quotas = new LogsQuotas(options.TimeProvider);
        Service = new LogsHttp(_account, _splits, this, iam);
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => _account.Endpoint;

    /// <summary>Faults by action, for example <c>FilterLogEvents</c>.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What was called so far, by the groups' names.</summary>
    public AwsCalls Calls { get; } = new();

    /// <summary>Calls a second.</summary>
    public LogsQuotas Quotas { get; }

    /// <summary>The groups of this account and of those it may look into, by name.</summary>
    public IReadOnlyList<LogGroupAccess> Groups => [.. _account.Groups.Select(group => new LogGroupAccess(_account, group))];

    internal IAwsService Service { get; }

    /// <summary>Starts an emulator without groups.</summary>
    public static async Task<LogsEmulator> StartAsync(LogsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LogsEmulatorOptions();
        var emulator = new LogsEmulator(options, new IamEmulator(options.AccountId));
        emulator._edge = await AwsEdge.StartAsync(options.Port, [emulator.Service], cancellationToken);
        return emulator;
    }

    /// <summary>Creates a group, or finds it if it is there. One of another account can be read by its ARN alone, as from a monitoring account.</summary>
    public LogGroupAccess CreateGroup(string name, string? account = null, string logGroupClass = "STANDARD")
    {
        ArgumentNullException.ThrowIfNull(name);
        return new LogGroupAccess(_account, _account.Create(name, account, logGroupClass) ?? _account.Find(_account.ArnOf(name, account))!);
    }

    /// <summary>An existing group, by name or ARN.</summary>
    public LogGroupAccess Group(string nameOrArn)
    {
        ArgumentNullException.ThrowIfNull(nameOrArn);
        return new LogGroupAccess(_account, _account.Find(nameOrArn) ?? throw new ArgumentException($"There is no log group {nameOrArn}.", nameof(nameOrArn)));
    }

    /// <summary>Refuses every call on a group, existing or not, with AccessDeniedException.</summary>
    public void Deny(string nameOrArn) => _account.Deny(nameOrArn);

    /// <summary>Takes <see cref="Deny"/> back.</summary>
    public void Allow(string nameOrArn) => _account.Allow(nameOrArn);

    /// <summary>
    /// Lets pages of FilterLogEvents end anywhere after at most so many events, one in three of them empty, and an empty one come after
    /// the last event now and then.
    /// </summary>
    public void SplitPages(int seed, int mostEvents = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostEvents, 1);
        _splits.Start(seed, mostEvents);
    }

    /// <summary>Takes <see cref="SplitPages"/> back.</summary>
    public void KeepPagesWhole() => _splits.Stop();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_edge is not null)
        {
            await _edge.DisposeAsync();
        }
    }
}
