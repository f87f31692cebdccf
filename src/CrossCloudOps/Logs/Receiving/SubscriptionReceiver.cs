using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>A request of a function that passes on what its subscription gave it.</summary>
/// <param name="Keys">What stands in the headers in which a key may stand.</param>
internal sealed record SubscriptionRequest(IReadOnlyList<string?> Keys, string? Encoding, Stream Body);

internal sealed record SubscriptionAnswer(int Events);

internal sealed record SubscriptionRefusal(LogFault Error);

internal sealed partial class SubscriptionReceiver(AccessKeys keys, LogIntake intake, ILogger<SubscriptionReceiver> logger)
{
    public async Task<LogReply> HandleAsync(SubscriptionRequest request, CancellationToken cancellationToken)
    {
        if (!keys.AreSet)
        {
            return Refusal(HttpStatusCode.NotFound, LogFault.Off);
        }

        if (!keys.Know(request.Keys))
        {
            Log.WrongKey(logger);
            return Refusal(HttpStatusCode.Unauthorized, LogFault.WrongKey);
        }

        var (bytes, unread) = await ReceivedBody.ReadAsync(request.Body, request.Encoding, cancellationToken);
        using (bytes)
        {
            if (bytes is null)
            {
                return Malformed(unread!);
            }

            return SubscriptionBody.Parse(bytes) is { } data ? await TakeAsync(data, cancellationToken) : Malformed(LogFault.NotSubscription);
        }
    }

    private async Task<LogReply> TakeAsync(ArraySegment<byte> data, CancellationToken cancellationToken)
    {
        // Sent again, it has the same name. Taken before the reading, which decodes in place.
        var name = Convert.ToHexStringLower(SHA256.HashData(data))[..32];
        try
        {
            var batch = new BatchReader(new RecordReader(name, 0, origin: null)).Read([data], cancellationToken);
            if (batch.Unreadable is [var unreadable, ..] && batch.Events == 0)
            {
                return Malformed(LogFault.OfRecord(unreadable.Reason));
            }

            await intake.KeepAsync(name, batch, cancellationToken);
            await intake.KeepUnreadableAsync(name, source: null, records: 1, batch, cancellationToken);
            return Reply(HttpStatusCode.OK, new SubscriptionAnswer(batch.Events), LogRepliesJson.Wire.SubscriptionAnswer);
        }
#pragma warning disable CA1031 // Whatever it is: the sender must keep the data, and is told so.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotKept(logger, e, name);
            return Refusal(HttpStatusCode.ServiceUnavailable, LogFault.Unavailable);
        }
    }

    private LogReply Malformed(LogFault fault)
    {
        Log.Malformed(logger, fault.Code);
        return Refusal(HttpStatusCode.BadRequest, fault);
    }

    private static LogReply Refusal(HttpStatusCode status, LogFault fault) => Reply(status, new SubscriptionRefusal(fault), LogRepliesJson.Wire.SubscriptionRefusal);

    private static LogReply Reply<T>(HttpStatusCode status, T value, JsonTypeInfo<T> typeInfo) => new(status, JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Logs of a subscription were refused: the access key is missing or wrong")]
        public static partial void WrongKey(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "Logs of a subscription were refused: {Code}")]
        public static partial void Malformed(ILogger logger, string code);

        [LoggerMessage(3, LogLevel.Error, "Logs of a subscription could not be kept: {Request} was told to be sent again")]
        public static partial void NotKept(ILogger logger, Exception exception, string request);
    }
}
