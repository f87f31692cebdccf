namespace CrossCloudOps.Logs.Receiving;

/// <summary>Why a whole request is refused: a code for programs and a sentence for people, never a secret.</summary>
internal sealed record LogFault(string Code, string Message)
{
    public static LogFault Off { get; } = new("off", "No logs are received here: no access key is set (Logs__AccessKeys__0).");

    public static LogFault WrongKey { get; } = new("wrong_key", "The access key is missing or wrong.");

    public static LogFault Version { get; } = new("protocol_version", "X-Amz-Firehose-Protocol-Version must be 1.0.");

    public static LogFault NoRequestId { get; } = new("request_id", "X-Amz-Firehose-Request-Id is missing, or too long.");

    public static LogFault OtherRequestId { get; } = new("request_id", "X-Amz-Firehose-Request-Id is not the requestId of the body.");

    public static LogFault Encoding { get; } = new("content_encoding", "Content-Encoding must be gzip, or absent.");

    public static LogFault TooLarge { get; } = new("body_too_large", "The body is over 64 MiB before compression.");

    public static LogFault BrokenGzip { get; } = new("gzip", "The body's gzip is broken.");

    public static LogFault NotFirehose { get; } = new("body", "The body is not JSON of the form {requestId, timestamp, records: [{data}]}.");

    public static LogFault TooMany { get; } = new("too_many_records", "There are over 10,000 records.");

    public static LogFault NotSubscription { get; } = new("body", "The body is not JSON of the form {awslogs: {data}}.");

    public static LogFault Unavailable { get; } = new("unavailable", "What was received could not be stored. Send it again.");

    /// <summary>Of what was sent by a function: there is nothing good to keep beside it.</summary>
    public static LogFault OfRecord(UnreadableReason reason) => new("data", reason switch
    {
        UnreadableReason.NoData or UnreadableReason.Base64 => "awslogs.data is not base64.",
        UnreadableReason.Gzip => "The gzip in awslogs.data is broken or cut off.",
        UnreadableReason.TooLarge => "The gzip in awslogs.data inflates to over 32 MiB.",
        _ => "awslogs.data is no payload of CloudWatch Logs.",
    });
}
