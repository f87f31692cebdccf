using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.DeadLetters;

/// <summary>What came of a send: exactly one of the two, or neither when it cannot be known.</summary>
internal sealed record SendResult(string? NewMessageId, AwsFailure? Failure);

/// <summary>
/// Gives one dead letter to SQS, once: a retry inside the SDK could send it twice to a standard queue, and would hide whether an earlier
/// try had arrived.
/// </summary>
internal sealed class DeadLetterSender([FromKeyedServices(AwsFeature.SingleAttempt)] IAmazonSQS sqs, DeadLetterArchive archive, DeadLetterTelemetry telemetry)
{
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(20);

    /// <summary>A message that a queue of lower limits than SQS's own may take without our mark.</summary>
    public static bool MayBeTheMarks(string? code) => code is "InvalidParameterValue" or "InvalidMessageContents" or "MessageTooLong";

    public async Task<SendResult> SendAsync(DeadLetter letter, SentMark mark, string target, CancellationToken cancellationToken)
    {
        var result = await SendOnceAsync(letter, mark, target, cancellationToken);
        telemetry.Redriven(target, result.Failure?.Code);
        return result;
    }

    private async Task<SendResult> SendOnceAsync(DeadLetter letter, SentMark mark, string target, CancellationToken cancellationToken)
    {
        if (DeadLetterWire.HasRoomForMarker(letter, mark))
        {
            var result = await SendAsync(DeadLetterWire.Write(letter, mark, target, marked: true), cancellationToken);
            if (result.Failure is not { IsCertain: true } failure || !MayBeTheMarks(failure.Code))
            {
                return result;
            }
        }

        return await SendUnmarkedAsync(letter, mark, target, cancellationToken);
    }

    /// <summary>Remembered before it is sent: it may be back at once.</summary>
    public async Task<SendResult> SendUnmarkedAsync(DeadLetter letter, SentMark mark, string target, CancellationToken cancellationToken)
    {
        await archive.RememberUnmarkedAsync(letter, target, mark, cancellationToken);
        return await SendAsync(DeadLetterWire.Write(letter, mark, target, marked: false), cancellationToken);
    }

    private async Task<SendResult> SendAsync(SendMessageRequest request, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(GivesUpAfter);
        try
        {
            var response = await sqs.SendMessageAsync(request, timeout.Token);
            return new SendResult(response.MessageId, null);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure)
        {
            return new SendResult(null, failure);
        }
    }
}
