namespace CrossCloudOps.Emulators.S3;

/// <summary>Settings of a <see cref="S3Emulator"/>.</summary>
public sealed record S3EmulatorOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of times of change and of the answers' Date.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The buckets' Region.</summary>
    public string Region { get; init; } = "eu-central-1";

    /// <summary>How many bytes one object, or one part of it, may have; objects are kept in memory.</summary>
    public int LargestObject { get; init; } = 1 << 30;
}
