namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>A receive that waits.</summary>
internal sealed class LongPoll(ReceiveTerms terms, long until)
    : TaskCompletionSource<IReadOnlyList<ReceivedMessage>>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public ReceiveTerms Terms { get; } = terms;

    public long Until { get; } = until;
}
