namespace CrossCloudOps.Emulators.Sqs;

/// <summary>Settings of a <see cref="SqsEmulator"/>.</summary>
public sealed record SqsEmulatorOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of visibility, delays, deduplication, retention and waiting receives.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The Region in ARNs.</summary>
    public string Region { get; init; } = "eu-central-1";

    /// <summary>The account in ARNs and addresses.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>How many messages of one queue may be in flight.</summary>
    public int InFlightLimit { get; init; } = 120_000;
}
