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
internal sealed class DeadLetterSender([FromKeyedServices(AwsFeature.SingleAttempt)] IAmazonSQS sqs)
{
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(20);

    public async Task<SendResult> SendAsync(DeadLetter letter, DeadLetterId id, string target, int attempt, CancellationToken cancellationToken)
    {
        var marked = DeadLetterWire.HasRoomForMarker(letter, id);
        var result = await SendAsync(DeadLetterWire.Write(letter, id, target, attempt, marked), cancellationToken);
        return marked && result.Failure is { Code: "InvalidParameterValue" or "InvalidMessageContents" or "MessageTooLong", IsCertain: true }
            ? await SendAsync(DeadLetterWire.Write(letter, id, target, attempt, marked: false), cancellationToken)
            : result;
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
