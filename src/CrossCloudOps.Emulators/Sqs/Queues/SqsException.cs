namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>
/// An answer in SQS's words: <paramref name="shape"/> names it in JSON (<c>__type</c>), <paramref name="code"/> in XML and in the
/// <c>x-amzn-query-error</c> header.
/// </summary>
#pragma warning disable CA1032, CA1064 // It never leaves the emulator: thrown where a rule is broken, caught where the answer is written.
internal sealed class SqsException(string shape, string code, int status, string message) : Exception(message)
{
    public string Shape { get; } = shape;

    public string Code { get; } = code;

    public int Status { get; } = status;

    public int? RetryAfter { get; init; }

    public bool SenderFault => Status < 500;
}
#pragma warning restore CA1032, CA1064
