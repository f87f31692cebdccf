using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters;

internal enum SendBackStep
{
    /// <summary>Nobody has: begin a new attempt.</summary>
    Begin,

    /// <summary>This attempt was begun and its end is not known; SQS still swallows a second send under the same deduplication id.</summary>
    Complete,

    /// <summary>This attempt was begun and its end cannot be known: say so instead of guessing.</summary>
    GiveUp,

    /// <summary>Somebody is at it right now.</summary>
    Wait,

    /// <summary>This very job has sent it: do what remains to be done after that.</summary>
    Finish,

    /// <summary>The state is not the one that the button was pressed on.</summary>
    Outdated,
}

/// <summary>Decides what may happen to a dead letter, from its state alone.</summary>
internal static class DeadLetterPolicy
{
    /// <summary>A sender gives up after 20 s, so nobody is sending any more.</summary>
    private static readonly TimeSpan LeftBehindAfter = TimeSpan.FromSeconds(60);

    /// <summary>
    /// SQS swallows a repeated deduplication id for five minutes; one is kept for the time between our clock and SQS's.
    /// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html"/>
    /// </summary>
    private static readonly TimeSpan DeduplicatedFor = TimeSpan.FromMinutes(4);

    /// <summary>A message that is in the queue again although it was dealt with (its deletion was lost) is only deleted.</summary>
    public static bool IsSettled(DeadLetterState? state) => state?.Status is DeadLetterStatus.Sent or DeadLetterStatus.Discarded;

    /// <summary>Whether SQS still swallows a send that it may have had already.</summary>
    public static bool MaySendAgain(string target, DateTimeOffset at, DateTimeOffset now) => SqsQueue.IsFifo(target) && now - at < DeduplicatedFor;

    /// <param name="again">Also when it was dealt with, as the one who presses knows.</param>
    public static SendBackStep SendBack(DeadLetterState? state, string jobId, int attemptSeen, DateTimeOffset now, bool again = false) => state switch
    {
        null or { Status: DeadLetterStatus.Open } => SendBackStep.Begin,
        { Status: DeadLetterStatus.Unconfirmed } when state.JobId == jobId => SendBackStep.GiveUp,
        { Status: DeadLetterStatus.Unconfirmed } => attemptSeen == state.Attempt ? SendBackStep.Begin : SendBackStep.Outdated,
        { Status: DeadLetterStatus.Sending } when now - state.At < LeftBehindAfter => SendBackStep.Wait,
        { Status: DeadLetterStatus.Sending } => MaySendAgain(state.Target ?? "", state.At, now) ? SendBackStep.Complete : SendBackStep.GiveUp,
        { Status: DeadLetterStatus.Sent } when state.JobId == jobId => SendBackStep.Finish,
        { Status: DeadLetterStatus.Sent or DeadLetterStatus.Discarded } when again && attemptSeen == state.Attempt => SendBackStep.Begin,
        _ => SendBackStep.Outdated,
    };

    /// <summary>
    /// The same for every try of one attempt, another for the next attempt, and never the original's, which SQS may still remember
    /// and swallow.
    /// </summary>
    public static string DeduplicationId(DeadLetterId id, int attempt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id.StateName}#{attempt.ToString(CultureInfo.InvariantCulture)}")));
}
