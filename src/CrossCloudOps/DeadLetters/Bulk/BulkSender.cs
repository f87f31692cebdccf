using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>What came of a batch: a result for each entry, or a failure of all.</summary>
internal sealed record BulkAnswer(IReadOnlyList<BulkOutcome> Results, AwsFailure? Failure = null);

/// <summary>Gives a batch to SQS, once.</summary>
internal sealed class BulkSender([FromKeyedServices(AwsFeature.SingleAttempt)] IAmazonSQS sqs, DeadLetterSender single, DeadLetterArchive archive, DeadLetterTelemetry telemetry)
{
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(20);

    /// <summary>Refusals for what is in a message. SQS refuses a whole batch for some of them, although the others are well.</summary>
    private static readonly HashSet<string> Contents =
        ["InvalidParameterValue", "InvalidMessageContents", "MessageTooLong", "BatchRequestTooLong", "MissingParameter", "InvalidAttributeValue", "UnsupportedOperation"];

    public async Task<BulkAnswer> SendAsync(BulkBatch batch)
    {
        var answer = await SendOnceAsync(batch);
        if (answer.Failure is not { IsCertain: true } failure || !Contents.Contains(failure.Code))
        {
            Count(batch, answer);
            return answer;
        }

        var results = new List<BulkOutcome>();
        foreach (var entry in batch.Entries)
        {
            results.Add(Outcome(entry, await single.SendAsync(entry.Letter!, entry.Mark, batch.Target, CancellationToken.None)));
        }

        return new BulkAnswer(results);
    }

    private void Count(BulkBatch batch, BulkAnswer answer)
    {
        foreach (var code in answer.Failure is { } failure ? batch.Entries.Select(_ => failure.Code) : answer.Results.Select(static r => r.Error))
        {
            telemetry.Redriven(batch.Target, code);
        }
    }

    private async Task<BulkAnswer> SendOnceAsync(BulkBatch batch)
    {
        var requests = new List<SendMessageBatchRequestEntry>(batch.Entries.Count);
        foreach (var entry in batch.Entries)
        {
            requests.Add(await RequestAsync(entry, batch.Target));
        }

        using var timeout = new CancellationTokenSource(GivesUpAfter);
        try
        {
            var response = await sqs.SendMessageBatchAsync(new SendMessageBatchRequest(batch.Target, requests), timeout.Token);
            return new BulkAnswer(await ResultsAsync(batch, response));
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure)
        {
            return new BulkAnswer([], failure);
        }
    }

    private async Task<SendMessageBatchRequestEntry> RequestAsync(BulkEntry entry, string target)
    {
        var isMarked = DeadLetterWire.HasRoomForMarker(entry.Letter!, entry.Mark);
        if (!isMarked)
        {
            await archive.RememberUnmarkedAsync(entry.Letter!, target, entry.Mark, CancellationToken.None);
        }

        var request = DeadLetterWire.Write(entry.Letter!, entry.Mark, target, isMarked);
        return new SendMessageBatchRequestEntry($"{entry.Position}", request.MessageBody)
        {
            MessageAttributes = request.MessageAttributes,
            MessageSystemAttributes = request.MessageSystemAttributes,
            MessageGroupId = request.MessageGroupId,
            MessageDeduplicationId = request.MessageDeduplicationId,
        };
    }

    private async Task<IReadOnlyList<BulkOutcome>> ResultsAsync(BulkBatch batch, SendMessageBatchResponse response)
    {
        var sent = (response.Successful ?? []).ToDictionary(static s => s.Id, static s => s.MessageId);
        var failed = (response.Failed ?? []).ToDictionary(static f => f.Id, static f => f.Code);
        var results = new List<BulkOutcome>(batch.Entries.Count);
        foreach (var entry in batch.Entries)
        {
            var id = $"{entry.Position}";
            var code = failed.GetValueOrDefault(id)?.Split('.')[^1];
            results.Add(
                sent.TryGetValue(id, out var messageId) ? new BulkOutcome(entry.Position, messageId)
                : DeadLetterSender.MayBeTheMarks(code) && DeadLetterWire.HasRoomForMarker(entry.Letter!, entry.Mark)
                    ? Outcome(entry, await single.SendUnmarkedAsync(entry.Letter!, entry.Mark, batch.Target, CancellationToken.None))
                : new BulkOutcome(entry.Position, null, code ?? BulkOutcome.Unconfirmed));
        }

        return results;
    }

    private static BulkOutcome Outcome(BulkEntry entry, SendResult result) =>
        new(entry.Position, result.NewMessageId, result.Failure is not { } failure ? null : failure.IsCertain ? failure.Code : BulkOutcome.Unconfirmed);
}
