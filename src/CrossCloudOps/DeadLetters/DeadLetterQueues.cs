using CrossCloudOps.Aws;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

/// <summary>The queues that the settings name.</summary>
internal sealed class DeadLetterQueues(IOptions<DeadLettersOptions> options)
{
    public IReadOnlyList<DeadLetterQueue> All { get; } =
        [.. options.Value.Queues.Select(static q => new DeadLetterQueue(q.Url!, q.SendBackTo, q.Channel) { LogGroups = [.. q.LogGroups] })];

    /// <summary>Where a dead letter goes back to; null if neither SQS nor the settings tell.</summary>
    public string? TargetOf(DeadLetter letter) =>
        letter.SourceQueueUrl ?? QueueOf(letter)?.SendBackTo;

    public IReadOnlyList<string> LogGroupsOf(DeadLetter letter) => QueueOf(letter)?.LogGroups ?? [];

    private DeadLetterQueue? QueueOf(DeadLetter letter) => All.FirstOrDefault(q => q.Key == SqsQueue.KeyOf(letter.QueueUrl));
}
