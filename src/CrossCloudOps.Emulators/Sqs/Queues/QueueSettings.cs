using System.Collections.Frozen;
using System.Globalization;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>
/// The attributes that can be set.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"/>
/// </summary>
internal sealed record QueueSettings(bool Fifo)
{
    public const int LargestMessage = 1_048_576;

    /// <summary>What GetQueueAttributes can be asked for.</summary>
    public static FrozenSet<string> Names { get; } =
    [
        "All", "Policy", "VisibilityTimeout", "MaximumMessageSize", "MessageRetentionPeriod", "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible", "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn",
        "ApproximateNumberOfMessagesDelayed", "DelaySeconds", "ReceiveMessageWaitTimeSeconds", "RedrivePolicy", "FifoQueue",
        "ContentBasedDeduplication", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "DeduplicationScope", "FifoThroughputLimit",
        "RedriveAllowPolicy", "SqsManagedSseEnabled",
    ];

    public int VisibilityTimeout { get; init; } = 30;

    public int DelaySeconds { get; init; }

    public int MaximumMessageSize { get; init; } = LargestMessage;

    public int MessageRetentionPeriod { get; init; } = 345_600;

    public int ReceiveMessageWaitTimeSeconds { get; init; }

    public bool ContentBasedDeduplication { get; init; }

    public string DeduplicationScope { get; init; } = "queue";

    public string FifoThroughputLimit { get; init; } = "perQueue";

    public RedrivePolicy? RedrivePolicy { get; init; }

    public RedriveAllowPolicy? RedriveAllowPolicy { get; init; }

    public string? Policy { get; init; }

    public string? KmsMasterKeyId { get; init; }

    public int KmsDataKeyReusePeriodSeconds { get; init; } = 300;

    public bool SqsManagedSseEnabled { get; init; } = true;

    public QueueSettings With(string name, string value) => name switch
    {
        "VisibilityTimeout" => this with { VisibilityTimeout = Number(name, value, 0, 43_200) },
        "DelaySeconds" => this with { DelaySeconds = Number(name, value, 0, 900) },
        "MaximumMessageSize" => this with { MaximumMessageSize = Number(name, value, 1024, LargestMessage) },
        "MessageRetentionPeriod" => this with { MessageRetentionPeriod = Number(name, value, 60, 1_209_600) },
        "ReceiveMessageWaitTimeSeconds" => this with { ReceiveMessageWaitTimeSeconds = Number(name, value, 0, 20) },
        "KmsDataKeyReusePeriodSeconds" => this with { KmsDataKeyReusePeriodSeconds = Number(name, value, 60, 86_400) },
        "SqsManagedSseEnabled" => this with { SqsManagedSseEnabled = Flag(name, value) },
        "KmsMasterKeyId" => this with { KmsMasterKeyId = NullIfEmpty(value) },
        "Policy" => this with { Policy = NullIfEmpty(value) },
        "RedrivePolicy" => this with { RedrivePolicy = RedrivePolicy.Parse(value) },
        "RedriveAllowPolicy" => this with { RedriveAllowPolicy = RedriveAllowPolicy.Parse(value) },
        "FifoQueue" when Fifo => Flag(name, value) ? this
            : throw SqsErrors.InvalidAttributeValue(name, "Modifying queue type is not supported."),
        "ContentBasedDeduplication" when Fifo => this with { ContentBasedDeduplication = Flag(name, value) },
        "DeduplicationScope" when Fifo => this with { DeduplicationScope = OneOf(name, value, "queue", "messageGroup") },
        "FifoThroughputLimit" when Fifo => this with { FifoThroughputLimit = OneOf(name, value, "perQueue", "perMessageGroupId") },
        "DeduplicationScope" or "FifoThroughputLimit" => throw SqsErrors.FifoAttribute(name),
        _ => throw SqsErrors.InvalidAttributeName(name),
    };

    public QueueSettings With(IEnumerable<KeyValuePair<string, string>> attributes)
    {
        var settings = attributes.Aggregate(this, (settings, attribute) => settings.With(attribute.Key, attribute.Value));
        return settings.FifoThroughputLimit == "perMessageGroupId" && settings.DeduplicationScope == "queue"
            ? throw SqsErrors.InvalidAttributeValue("FifoThroughputLimit")
            : settings;
    }

    public IEnumerable<(string Name, string Value)> Describe()
    {
        yield return (nameof(VisibilityTimeout), Text(VisibilityTimeout));
        yield return (nameof(DelaySeconds), Text(DelaySeconds));
        yield return (nameof(MaximumMessageSize), Text(MaximumMessageSize));
        yield return (nameof(MessageRetentionPeriod), Text(MessageRetentionPeriod));
        yield return (nameof(ReceiveMessageWaitTimeSeconds), Text(ReceiveMessageWaitTimeSeconds));
        yield return (nameof(SqsManagedSseEnabled), Text(SqsManagedSseEnabled && KmsMasterKeyId is null));
        if (Fifo)
        {
            yield return ("FifoQueue", "true");
            yield return (nameof(ContentBasedDeduplication), Text(ContentBasedDeduplication));
            yield return (nameof(DeduplicationScope), DeduplicationScope);
            yield return (nameof(FifoThroughputLimit), FifoThroughputLimit);
        }

        if (KmsMasterKeyId is not null)
        {
            yield return (nameof(KmsMasterKeyId), KmsMasterKeyId);
            yield return (nameof(KmsDataKeyReusePeriodSeconds), Text(KmsDataKeyReusePeriodSeconds));
        }

        foreach (var (name, value) in new[]
        {
            (nameof(Policy), Policy),
            (nameof(RedrivePolicy), RedrivePolicy?.ToString()),
            (nameof(RedriveAllowPolicy), RedriveAllowPolicy?.ToString()),
        })
        {
            if (value is not null)
            {
                yield return (name, value);
            }
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "true" : "false";

    private static string? NullIfEmpty(string value) => value.Length == 0 ? null : value;

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw SqsErrors.InvalidAttributeValue(name);

    private static bool Flag(string name, string value) =>
        bool.TryParse(value, out var flag) ? flag : throw SqsErrors.InvalidAttributeValue(name);

    private static string OneOf(string name, string value, params ReadOnlySpan<string> values) =>
        values.Contains(value) ? value : throw SqsErrors.InvalidAttributeValue(name);
}
