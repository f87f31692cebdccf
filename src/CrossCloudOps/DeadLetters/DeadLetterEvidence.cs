using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.DeadLetters;

/// <summary>Asks all who may know why a dead letter failed. Whoever fails or is late is left out: a card does not wait for its explanation.</summary>
internal sealed partial class DeadLetterEvidence(IEnumerable<IEvidence> sources, DeadLetterQueues queues, TimeProvider time, ILogger<DeadLetterEvidence> logger)
{
    private const int MostShown = 3;

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);

    /// <summary>The newest of what is known, newest first.</summary>
    public async Task<IReadOnlyList<Evidence>> FindAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var question = QuestionOf(letter);
        var answers = await Task.WhenAll(sources.Select(source => AskAsync(source, question, cancellationToken)));
        return [.. answers.SelectMany(static a => a).OrderByDescending(static e => e.At).Take(MostShown)];
    }

    private EvidenceQuestion QuestionOf(DeadLetter letter) => new()
    {
        ProblemKey = DeadLetterId.ProblemKeyOf(SqsQueue.KeyOf(letter.QueueUrl), letter.Fingerprint),
        QueueUrl = letter.QueueUrl,
        SourceQueueUrl = queues.TargetOf(letter),
        MessageId = letter.MessageId,
        GroupId = letter.GroupId,
        LogGroups = queues.LogGroupsOf(letter),
        From = new[] { letter.FirstReceivedAt, letter.SentAt, letter.CollectedAt }.OfType<DateTimeOffset>().Min(),
        To = letter.CollectedAt,
    };

    private async Task<IReadOnlyList<Evidence>> AskAsync(IEvidence source, EvidenceQuestion question, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await Task.Run(() => source.FindAsync(question, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.Late(logger, source.GetType().Name, question.MessageId);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What explains a dead letter must not keep it from being shown.
            Log.Failed(logger, source.GetType().Name, question.MessageId, e);
        }

        return [];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Source} was asked about the dead letter {MessageId} and did not answer in time")]
        public static partial void Late(ILogger logger, string source, string messageId);

        [LoggerMessage(2, LogLevel.Warning, "{Source} was asked about the dead letter {MessageId} and failed")]
        public static partial void Failed(ILogger logger, string source, string messageId, Exception exception);
    }
}
