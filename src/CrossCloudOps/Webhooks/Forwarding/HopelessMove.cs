using System.Text;
using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>
/// Brings a message that its target will never take into the dead-letter queue at once, with the reason. The attribute is the one that dead
/// letters explain themselves by; it is shortened, and then left out, where it has no room: the message itself comes first.
/// </summary>
internal sealed class HopelessMove(IAmazonSQS sqs)
{
    private const string Attribute = "CrossCloudOps";
    private const int MostAttributes = 10;
    private const int LargestMessage = 1024 * 1024;
    private const int LongestDetail = 1024;

    /// <summary>False if SQS did not confirm it. Doing it again within five minutes changes nothing: the deduplication id is the message's id.</summary>
    public async Task<bool> TryMoveAsync(HeldMessage message, FailedDelivery failed, QueueFacts facts, CancellationToken cancellationToken)
    {
        var request = new SendMessageRequest(facts.DeadLetterQueueUrl, message.Message.Body)
        {
            MessageGroupId = message.GroupId,
            MessageDeduplicationId = message.Id,
            MessageAttributes = (message.Message.MessageAttributes ?? []).Where(static a => a.Key != Attribute).ToDictionary(),
        };
        if (message.Message.Attributes?.GetValueOrDefault("AWSTraceHeader") is { } trace)
        {
            request.MessageSystemAttributes = new() { ["AWSTraceHeader"] = new MessageSystemAttributeValue { DataType = "String", StringValue = trace } };
        }

        if (Reason(request, message, failed, facts) is { } reason)
        {
            request.MessageAttributes[Attribute] = new MessageAttributeValue { DataType = "String", StringValue = reason };
        }

        try
        {
            await sqs.SendMessageAsync(request, cancellationToken);
            return true;
        }
        catch (Exception e) when (AwsFailure.Of(e) is not null && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string? Reason(SendMessageRequest request, HeldMessage message, FailedDelivery failed, QueueFacts facts)
    {
        if (request.MessageAttributes.Count >= MostAttributes)
        {
            return null;
        }

        var used = Encoding.UTF8.GetByteCount(request.MessageBody) + request.MessageAttributes.Sum(
            static a => Encoding.UTF8.GetByteCount(a.Key) + a.Value.DataType.Length + (int)(a.Value.BinaryValue?.Length ?? Encoding.UTF8.GetByteCount(a.Value.StringValue ?? "")));
        string[] details = [failed.Excerpt.Length <= LongestDetail ? failed.Excerpt : failed.Excerpt[..LongestDetail], ""];
        return details
            .Select(detail => Json(message, failed, facts, detail))
            .FirstOrDefault(json => used + Attribute.Length + "String".Length + Encoding.UTF8.GetByteCount(json) <= LargestMessage);
    }

    /// <summary>ASCII only, as the serializer escapes the rest: nothing that SQS would refuse.</summary>
    private static string Json(HeldMessage message, FailedDelivery failed, QueueFacts facts, string detail) => new JsonObject
    {
        ["reason"] = new JsonObject { ["code"] = failed.Code, ["message"] = "The webhook's target will not take it.", ["detail"] = detail },
        ["source"] = facts.Arn,
        ["messageId"] = message.Id,
    }.ToJsonString();
}
