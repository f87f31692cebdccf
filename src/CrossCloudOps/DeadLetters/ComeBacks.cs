using System.Collections.Concurrent;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>Knows dead letters that were sent back and failed again. Made anew for each run on a queue.</summary>
internal sealed class ComeBacks(DeadLetterArchive archive, DeadLetterQueues queues)
{
    /// <summary>Whether anything at all went to a queue without our mark: asked once a run, so that it costs nothing while there is none.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _unmarked = new();

    public async Task<SentMark?> MarkOfAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (DeadLetterWire.MarkOf(letter) is { } mark)
        {
            return mark;
        }

        return queues.TargetOf(letter) is { } source
            && await _unmarked.GetOrAdd(source, key => new(() => archive.RemembersUnmarkedAsync(key, cancellationToken))).Value
                ? await archive.FindUnmarkedAsync(source, letter, cancellationToken)
                : null;
    }

    /// <summary>A mark that names nothing in the archive is somebody's own writing, or of something long gone: it counts once.</summary>
    public async Task<CameBack> LinkAsync(SentMark mark, CancellationToken cancellationToken)
    {
        try
        {
            var origin = await archive.ReadAsync(mark.DeadLetter, cancellationToken);
            return new CameBack(mark.DeadLetter.ToString(), mark.Attempt, (origin?.CameBack?.Times ?? 0) + 1);
        }
        catch (UnreadableDocumentException)
        {
            return new CameBack(mark.DeadLetter.ToString(), mark.Attempt, 1);
        }
    }
}
