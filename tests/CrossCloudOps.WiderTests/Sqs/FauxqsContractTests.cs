using CrossCloudOps.Tests.Emulators;

namespace CrossCloudOps.WiderTests.Sqs;

// The contract of our emulator, taken by another implementation: what both pass is less likely to be our own mistake.

/// <summary>Says where fauxqs 1.9.2 differs from AWS, or cannot be asked.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FauxqsAttribute : PeerAttribute
{
    private static readonly Dictionary<string, string> Differences = new()
    {
    };

    public override string? WhyNot(string test, bool needsClock) =>
        Peers.SkipReason("fauxqs")
        ?? (needsClock ? "fauxqs has no clock that can be set" : null)
        ?? Differences.GetValueOrDefault(test);
}

[Fauxqs]
public sealed class FauxqsQueueTests() : SqsQueueContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsMessageTests() : SqsMessageContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsAttributeTests() : SqsAttributeContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsVisibilityTests() : SqsVisibilityContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsBatchTests() : SqsBatchContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsFifoTests() : SqsFifoContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsRedriveTests() : SqsRedriveContract(Fauxqs.StartAsync);

[Fauxqs]
public sealed class FauxqsLongPollTests() : SqsLongPollContract(Fauxqs.StartAsync);
