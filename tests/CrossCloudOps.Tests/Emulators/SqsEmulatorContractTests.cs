namespace CrossCloudOps.Tests.Emulators;

public sealed class SqsQueueTests() : SqsQueueContract(SqsEmulatorPeer.StartAsync);

public sealed class SqsMessageTests() : SqsMessageContract(SqsEmulatorPeer.StartAsync);

public sealed class SqsAttributeTests() : SqsAttributeContract(SqsEmulatorPeer.StartAsync);

public sealed class SqsVisibilityTests() : SqsVisibilityContract(SqsEmulatorPeer.StartAsync);

public sealed class SqsBatchTests() : SqsBatchContract(SqsEmulatorPeer.StartAsync);

public sealed class SqsFifoTests() : SqsFifoContract(SqsEmulatorPeer.StartAsync);

public sealed class SqsRedriveTests() : SqsRedriveContract(SqsEmulatorPeer.StartAsync);

public sealed class SqsLongPollTests() : SqsLongPollContract(SqsEmulatorPeer.StartAsync);
