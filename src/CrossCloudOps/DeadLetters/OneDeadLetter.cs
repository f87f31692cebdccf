using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>One dead letter as it stands: the archive's entry, what was done with it, and where it would go back to.</summary>
internal sealed record OneDeadLetter(DeadLetterId Id, DeadLetter Letter, DeadLetterState? State, string? Target)
{
    /// <summary>Another one means that a card of it says something else now.</summary>
    public string Version => VersionOf(State);

    /// <summary>Where nothing tells the queue it came from: those that it could be.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    public static string VersionOf(DeadLetterState? state) => state is null ? "" : $"{state.Status} {state.Attempt}";
}

internal sealed class DeadLetterReader(DeadLetterArchive archive, DeadLetterQueues queues, DeadLetterSources sources, UnreadableDocuments unreadable)
{
    /// <summary>Null if it is not in the archive (any more). One that cannot be read leaves it and has a problem of its own.</summary>
    public async Task<OneDeadLetter?> ReadAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadWholeAsync(id, cancellationToken);
        }
        catch (UnreadableDocumentException e)
        {
            // The entry goes also when it is its state that cannot be read: without its state nobody may act on it, and the state stays.
            await unreadable.SetAsideAsync(id.OpenName, e.Message, cancellationToken);
            return null;
        }
    }

    private async Task<OneDeadLetter?> ReadWholeAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        if (await archive.ReadAsync(id, cancellationToken) is not { } letter)
        {
            return null;
        }

        var one = new OneDeadLetter(id, letter, (await archive.ReadStateAsync(id, cancellationToken))?.Value, queues.TargetOf(letter));
        return one.Target is not null ? one : one with { Candidates = await CandidatesAsync(letter, cancellationToken) };
    }

    /// <summary>The queues that SQS names, then those that the settings name. A FIFO queue takes nothing without a group.</summary>
    private async Task<IReadOnlyList<string>> CandidatesAsync(DeadLetter letter, CancellationToken cancellationToken) =>
    [
        .. (await sources.OfQueueAsync(letter.QueueUrl, cancellationToken))
            .Concat(queues.All.Select(static q => q.SendBackTo).OfType<string>())
            .Distinct()
            .Where(url => letter.GroupId is not null || !SqsQueue.IsFifo(url)),
    ];
}
