namespace CrossCloudOps.Emulators.Aws;

/// <summary>Settings of an <see cref="AwsEmulator"/>; all its services have them in common.</summary>
public sealed record AwsEmulatorOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of all services.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>By which tokens and credentials expire: the machine's, as SDKs renew them by that one.</summary>
    public TimeProvider SessionTime { get; init; } = TimeProvider.System;

    /// <summary>The Region in ARNs and of buckets.</summary>
    public string Region { get; init; } = "eu-central-1";

    /// <summary>The account in ARNs and addresses of queues.</summary>
    public string AccountId { get; init; } = "000000000000";
}
