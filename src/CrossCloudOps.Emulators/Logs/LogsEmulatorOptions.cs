namespace CrossCloudOps.Emulators.Logs;

/// <summary>Settings of a <see cref="LogsEmulator"/>.</summary>
public sealed record LogsEmulatorOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of ingestion, quotas and tokens.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The Region in ARNs.</summary>
    public string Region { get; init; } = "eu-central-1";

    /// <summary>The account in ARNs.</summary>
    public string AccountId { get; init; } = "000000000000";
}
