using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>A request of Firehose, of whose body nothing was read yet. A header is null unless it stands there once.</summary>
internal sealed record FirehoseRequest(string? AccessKey, string? Version, string? RequestId, string? SourceArn, string? Encoding, Stream Body);

/// <summary>What Firehose asks for as an answer. <see href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html"/></summary>
internal sealed record FirehoseAnswer(string? RequestId, long Timestamp, string? ErrorMessage = null);

/// <summary>
/// Takes what Firehose delivers. Only 200 counts as delivered; after any other answer it comes again, and at last goes to Firehose's error
/// bucket. Only 413 would lose it at once, so it is never given.
/// </summary>
internal sealed partial class FirehoseReceiver(AccessKeys keys, LogIntake intake, TimeProvider time, ILogger<FirehoseReceiver> logger)
{
    private const string ProtocolVersion = "1.0";
    private const int LongestRequestId = 256;

    public async Task<LogReply> HandleAsync(FirehoseRequest request, CancellationToken cancellationToken)
    {
        if (!keys.AreSet)
        {
            return Refusal(HttpStatusCode.NotFound, request, LogFault.Off);
        }

        if (!keys.Know(request.AccessKey))
        {
            Log.WrongKey(logger);
            return Refusal(HttpStatusCode.Unauthorized, request, LogFault.WrongKey);
        }

        if (FaultOfHeaders(request) is { } fault)
        {
            return Malformed(request, fault);
        }

        var (bytes, unread) = await ReceivedBody.ReadAsync(request.Body, request.Encoding, cancellationToken);
        using (bytes)
        {
            return bytes is null ? Malformed(request, unread!) : await TakeAsync(request, bytes, cancellationToken);
        }
    }

    private static LogFault? FaultOfHeaders(FirehoseRequest request) => request switch
    {
        { Version: not ProtocolVersion } => LogFault.Version,
        { RequestId: not { Length: > 0 and <= LongestRequestId } } => LogFault.NoRequestId,
        _ => null,
    };

    private async Task<LogReply> TakeAsync(FirehoseRequest request, PooledBytes bytes, CancellationToken cancellationToken)
    {
        if (FirehoseBody.Parse(bytes) is not { } body)
        {
            return Malformed(request, LogFault.NotFirehose);
        }

        if (body.RequestId != request.RequestId || body.Records.Count > FirehoseBody.MostRecords)
        {
            return Malformed(request, body.RequestId != request.RequestId ? LogFault.OtherRequestId : LogFault.TooMany);
        }

        try
        {
            var records = new RecordReader(body.RequestId, body.Timestamp, FirehoseStream.GroupOf(request.SourceArn));
            var batch = new BatchReader(records).Read(body.Records, cancellationToken);
            await intake.KeepAsync(body.RequestId, batch, cancellationToken);
            await intake.KeepUnreadableAsync(body.RequestId, request.SourceArn, body.Records.Count, batch, cancellationToken);
            Log.Taken(logger, body.RequestId, body.Records.Count, batch.Events);
            return Answer(HttpStatusCode.OK, request.RequestId, null);
        }
#pragma warning disable CA1031 // Whatever it is: Firehose must keep the data, and is told so in the form that it understands.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotKept(logger, e, body.RequestId);
            return Refusal(HttpStatusCode.ServiceUnavailable, request, LogFault.Unavailable);
        }
    }

    private LogReply Malformed(FirehoseRequest request, LogFault fault)
    {
        Log.Malformed(logger, fault.Code);
        return Refusal(HttpStatusCode.BadRequest, request, fault);
    }

    private LogReply Refusal(HttpStatusCode status, FirehoseRequest request, LogFault fault) =>
        Answer(status, request.RequestId is { Length: <= LongestRequestId } id ? id : null, fault.Message);

    private LogReply Answer(HttpStatusCode status, string? requestId, string? fault) => new(
        status, JsonSerializer.SerializeToUtf8Bytes(new FirehoseAnswer(requestId, time.GetUtcNow().ToUnixTimeMilliseconds(), fault), LogRepliesJson.Wire.FirehoseAnswer));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A request of Firehose was refused: its access key is missing or wrong")]
        public static partial void WrongKey(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "A request of Firehose was refused: {Code}")]
        public static partial void Malformed(ILogger logger, string code);

        [LoggerMessage(3, LogLevel.Debug, "Request {RequestId} of Firehose: {Records} records, {Events} events")]
        public static partial void Taken(ILogger logger, string requestId, int records, int events);

        [LoggerMessage(4, LogLevel.Error, "Request {RequestId} of Firehose could not be kept: it was told to send it again")]
        public static partial void NotKept(ILogger logger, Exception exception, string requestId);
    }
}
