using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>One dead letter as it stands: the archive's entry, what was done with it, and where it would go back to.</summary>
internal sealed record OneDeadLetter(DeadLetterId Id, DeadLetter Letter, DeadLetterState? State, string? Target)
{
    /// <summary>Another one means that a card of it says something else now.</summary>
    public string Version => VersionOf(State);

    public static string VersionOf(DeadLetterState? state) => state is null ? "" : $"{state.Status} {state.Attempt}";
}

internal sealed class DeadLetterReader(DeadLetterArchive archive, DeadLetterQueues queues)
{
    /// <summary>Null if it is not in the archive (any more).</summary>
    /// <exception cref="UnreadableDocumentException">It is there, but broken.</exception>
    public async Task<OneDeadLetter?> ReadAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        await archive.ReadAsync(id, cancellationToken) is { } letter
            ? new OneDeadLetter(id, letter, (await archive.ReadStateAsync(id, cancellationToken))?.Value, queues.TargetOf(letter))
            : null;
}
