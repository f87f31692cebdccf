using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>A dead-letter queue that is watched.</summary>
internal sealed record DeadLetterQueue(string Url, string? SendBackTo, string? Channel)
{
    /// <summary>A segment of document names: the account and the name of the queue.</summary>
    public string Key { get; } = KeyOf(Url);

    public string Name { get; } = NameOf(Url);

    /// <summary>CloudWatch log groups of those who consume it.</summary>
    public IReadOnlyList<string> LogGroups { get; init; } = [];

    /// <summary>The last part of the URL, or of an ARN.</summary>
    public static string NameOf(string urlOrArn) => urlOrArn[(urlOrArn.LastIndexOfAny(['/', ':']) + 1)..];

    /// <summary>Names end in <c>.fifo</c> on FIFO queues only; a message group id may stand on standard queues too (fair queues).</summary>
    public static bool IsFifoUrl(string url) => url.EndsWith(".fifo", StringComparison.Ordinal);

    public static bool IsQueueUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Segments.Length > 1 && !url.EndsWith('/');

    public static string KeyOf(string url) => DocumentName.Segment(string.Join('/', new Uri(url).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).TakeLast(2)));

    /// <summary>
    /// The URL of a queue that has this one as its dead-letter queue. Both are of one account and Region, so only the name differs.
    /// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"/>
    /// </summary>
    public static string UrlOfSource(string deadLetterQueueUrl, string sourceArn) =>
        string.Concat(deadLetterQueueUrl.AsSpan(0, deadLetterQueueUrl.LastIndexOf('/') + 1), NameOf(sourceArn));
}
