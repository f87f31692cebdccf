using System.Text.Json.Serialization;

namespace CrossCloudOps.Emulators.Sqs.Operations;

internal abstract record SqsRequest
{
    public string? QueueUrl { get; init; }

    /// <summary>The queue meant, where it is meant by name.</summary>
    [JsonIgnore]
    public virtual string? NamedQueue => null;
}

internal sealed record CreateQueueRequest : SqsRequest
{
    public string? QueueName { get; init; }

    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>In lower case on this operation alone.</summary>
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public override string? NamedQueue => QueueName;
}

internal sealed record DeleteQueueRequest : SqsRequest;

internal sealed record GetQueueUrlRequest : SqsRequest
{
    public string? QueueName { get; init; }

    public string? QueueOwnerAWSAccountId { get; init; }

    public override string? NamedQueue => QueueName;
}

internal sealed record ListQueuesRequest : SqsRequest
{
    public string? QueueNamePrefix { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record ListDeadLetterSourceQueuesRequest : SqsRequest
{
    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record GetQueueAttributesRequest : SqsRequest
{
    public IReadOnlyList<string>? AttributeNames { get; init; }
}

internal sealed record SetQueueAttributesRequest : SqsRequest
{
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
}

internal sealed record PurgeQueueRequest : SqsRequest;

internal sealed record TagQueueRequest : SqsRequest
{
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

internal sealed record UntagQueueRequest : SqsRequest
{
    public IReadOnlyList<string>? TagKeys { get; init; }
}

internal sealed record ListQueueTagsRequest : SqsRequest;
