using CrossCloudOps.Storage;

namespace CrossCloudOps.Aws;

/// <summary>What the URL of a queue tells.</summary>
internal static class SqsQueue
{
    /// <summary>The last part of the URL, or of an ARN.</summary>
    public static string NameOf(string urlOrArn) => urlOrArn[(urlOrArn.LastIndexOfAny(['/', ':']) + 1)..];

    /// <summary>Names end in <c>.fifo</c> on FIFO queues only; a message group id may stand on standard queues too (fair queues).</summary>
    public static bool IsFifo(string url) => url.EndsWith(".fifo", StringComparison.Ordinal);

    public static bool IsUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Segments.Length > 1 && !url.EndsWith('/');

    /// <summary>A segment of document names: the account and the name of the queue.</summary>
    public static string KeyOf(string url) => DocumentName.Segment(string.Join('/', new Uri(url).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).TakeLast(2)));

    /// <summary>
    /// The URL of another queue of the same account and Region, as a queue and its dead-letter queue are: only the name differs.
    /// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"/>
    /// </summary>
    public static string UrlBeside(string url, string arn) => string.Concat(url.AsSpan(0, url.LastIndexOf('/') + 1), NameOf(arn));
}
