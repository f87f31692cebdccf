using System.Collections.Frozen;
using System.Globalization;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Operations;

/// <summary>The operations on queues.</summary>
internal sealed partial class SqsOperations
{
    private const int LongestPage = 1000;

    private static readonly FrozenDictionary<string, string> NoAttributes = FrozenDictionary<string, string>.Empty;

    public QueueUrlResponse CreateQueue(CreateQueueRequest request)
    {
        var queue = account.Create(Required("QueueName", request.QueueName), request.Attributes ?? NoAttributes);
        Tag(queue, request.Tags);
        return new QueueUrlResponse(queue.Url);
    }

    /// <summary>"If the specified queue doesn't exist, Amazon SQS returns a successful response."</summary>
    public EmptyResponse DeleteQueue(DeleteQueueRequest request)
    {
        account.Delete(account.NameIn(request.QueueUrl) ?? throw SqsErrors.QueueDoesNotExist());
        return EmptyResponse.Instance;
    }

    public QueueUrlResponse GetQueueUrl(GetQueueUrlRequest request)
    {
        var name = Required("QueueName", request.QueueName);
        var ours = request.QueueOwnerAWSAccountId is null || request.QueueOwnerAWSAccountId == account.AccountId;
        return ours && account.Find(name) is { } queue ? new QueueUrlResponse(queue.Url) : throw SqsErrors.QueueDoesNotExist();
    }

    public ListQueuesResponse ListQueues(ListQueuesRequest request)
    {
        var prefix = request.QueueNamePrefix ?? string.Empty;
        var queues = account.Queues.Where(queue => queue.Name.StartsWith(prefix, StringComparison.Ordinal));
        var (urls, token) = Page(queues, request.MaxResults, request.NextToken);
        return new ListQueuesResponse(urls, token);
    }

    public ListDeadLetterSourceQueuesResponse ListDeadLetterSourceQueues(ListDeadLetterSourceQueuesRequest request)
    {
        var target = Queue(request);
        var sources = account.Queues.Where(queue => queue.Settings.RedrivePolicy?.DeadLetterTargetArn == target.Arn);
        var (urls, token) = Page(sources, request.MaxResults, request.NextToken);
        return new ListDeadLetterSourceQueuesResponse(urls, token);
    }

    public GetQueueAttributesResponse GetQueueAttributes(GetQueueAttributesRequest request)
    {
        var queue = Queue(request);
        var names = request.AttributeNames ?? [];
        if (names.FirstOrDefault(name => !QueueSettings.Names.Contains(name)) is { } unknown)
        {
            throw SqsErrors.InvalidAttributeName(unknown);
        }

        var all = names.Contains("All", StringComparer.Ordinal);
        var attributes = Describe(queue)
            .Where(attribute => all || names.Contains(attribute.Name, StringComparer.Ordinal))
            .ToDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal);
        return new GetQueueAttributesResponse(attributes.Count == 0 ? null : attributes);
    }

    public EmptyResponse SetQueueAttributes(SetQueueAttributesRequest request)
    {
        var queue = Queue(request);
        account.Change(queue, request.Attributes is { Count: > 0 } attributes ? attributes : throw SqsErrors.MissingParameter("Attributes"));
        return EmptyResponse.Instance;
    }

    public EmptyResponse PurgeQueue(PurgeQueueRequest request)
    {
        Queue(request).Purge();
        return EmptyResponse.Instance;
    }

    public EmptyResponse TagQueue(TagQueueRequest request)
    {
        Tag(Queue(request), request.Tags ?? throw SqsErrors.MissingParameter("Tags"));
        return EmptyResponse.Instance;
    }

    public EmptyResponse UntagQueue(UntagQueueRequest request)
    {
        var queue = Queue(request);
        foreach (var key in request.TagKeys ?? throw SqsErrors.MissingParameter("TagKeys"))
        {
            queue.Tags.TryRemove(key, out _);
        }

        return EmptyResponse.Instance;
    }

    public ListQueueTagsResponse ListQueueTags(ListQueueTagsRequest request)
    {
        var tags = Queue(request).Tags;
        return new ListQueueTagsResponse(tags.IsEmpty ? null : new Dictionary<string, string>(tags));
    }

    private static void Tag(SqsQueue queue, IReadOnlyDictionary<string, string>? tags)
    {
        foreach (var (key, value) in tags ?? NoAttributes)
        {
            queue.Tags[key] = value;
        }
    }

    private static IEnumerable<(string Name, string Value)> Describe(SqsQueue queue)
    {
        var (visible, inFlight, delayed) = queue.Count();
        return queue.Settings.Describe().Concat(
        [
            ("QueueArn", queue.Arn),
            ("ApproximateNumberOfMessages", visible.ToString(CultureInfo.InvariantCulture)),
            ("ApproximateNumberOfMessagesNotVisible", inFlight.ToString(CultureInfo.InvariantCulture)),
            ("ApproximateNumberOfMessagesDelayed", delayed.ToString(CultureInfo.InvariantCulture)),
            ("CreatedTimestamp", (queue.CreatedAt / 1000).ToString(CultureInfo.InvariantCulture)),
            ("LastModifiedTimestamp", (queue.ModifiedAt / 1000).ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    /// <summary>A page in the order of names; its token is the last name.</summary>
    private static (IReadOnlyList<string>? Urls, string? NextToken) Page(IEnumerable<SqsQueue> queues, int? most, string? token)
    {
        var size = Range("MaxResults", most, 1, LongestPage, "MaxResults must be between 1 and 1000.") ?? LongestPage;
        var rest = queues.Where(queue => token is null || string.CompareOrdinal(queue.Name, token) > 0).Take(size + 1).ToList();
        var page = rest.Take(size).ToList();

        // Without MaxResults AWS gives the first thousand and no token.
        var next = most is not null && rest.Count > size ? page[^1].Name : null;
        return (page.Count == 0 ? null : [.. page.Select(queue => queue.Url)], next);
    }
}
