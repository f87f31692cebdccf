using System.Security.Cryptography;
using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>
/// Brings what a route's spool holds to its queue, in order. Always the lowest segment there is; the cursor says what SQS has of it. A
/// segment goes only if nothing was appended to it since its end was read; after the last one the sign goes, and the spool has ended.
/// </summary>
internal sealed partial class SpoolDrain(
    IDocumentStore store, SpoolSender sender, RefusedWebhooks refused, SpoolProblems problems, UnreadableDocuments unreadable, ILogger<SpoolDrain> logger)
{
    private const string TornFolder = "spool-torn/";

    public async Task<SpoolEnding> RunAsync(SpoolRun run, CancellationToken cancellationToken)
    {
        while (await run.MayGoOnAsync(cancellationToken))
        {
            var sign = await store.ReadAsync(SpoolSign.Name(run.Route.Key), cancellationToken);
            if (await store.SegmentsAsync(run.Route.Key, cancellationToken).Select(static s => (long?)s).FirstOrDefaultAsync(cancellationToken) is { } segment)
            {
                if (await DrainAsync(run, segment, cancellationToken) is { } ending)
                {
                    return ending;
                }
            }
            else if (sign is null || await store.DeleteAsync(SpoolSign.Name(run.Route.Key), sign.ETag, cancellationToken))
            {
                await run.ForgetCursorAsync(cancellationToken);
                return SpoolEnding.Drained;
            }
        }

        return SpoolEnding.Interrupted;
    }

    /// <summary>Null when the segment is gone.</summary>
    private async Task<SpoolEnding?> DrainAsync(SpoolRun run, long segment, CancellationToken cancellationToken)
    {
        var name = SpoolSegments.Name(run.Route.Key, segment);
        var (mark, offset) = await PlaceAsync(run, segment, cancellationToken);
        while (await store.ReadPartAsync(name, offset, SpoolFormat.PartLength, cancellationToken) is { } part)
        {
            mark = offset == 0 ? SpoolFormat.Mark(part.Content.Span) : mark;
            var isEnd = part.Content.Length < SpoolFormat.PartLength;
            var (lines, end) = SpoolFormat.Read(part.Content, offset, isEnd);
            if (await SendAllAsync(run, lines, new SpoolCursor { Segment = segment, Mark = mark, Offset = offset }, cancellationToken) is { } ending)
            {
                return ending;
            }

            offset = end;
            if (isEnd && await TryEndAsync(run, name, part.ETag, cancellationToken))
            {
                return null;
            }
        }

        return null;
    }

    private async Task<bool> TryEndAsync(SpoolRun run, string segment, string etag, CancellationToken cancellationToken)
    {
        if (run.IsTimeToMark())
        {
            await problems.ExpectEndAsync(run.Route.Key, cancellationToken);
        }

        if (!await store.DeleteAsync(segment, etag, cancellationToken))
        {
            return false;
        }

        Log.Drained(logger, segment);
        return true;
    }

    /// <summary>Where to go on in a segment: where the cursor stands, if it is about this very one.</summary>
    private async Task<(string Mark, long Offset)> PlaceAsync(SpoolRun run, long segment, CancellationToken cancellationToken)
    {
        if (run.Cursor is { } cursor && cursor.Segment == segment
            && await store.ReadPartAsync(SpoolSegments.Name(run.Route.Key, segment), 0, SpoolFormat.MarkLength, cancellationToken) is { } begin
            && SpoolFormat.Mark(begin.Content.Span) == cursor.Mark)
        {
            return (cursor.Mark, cursor.Offset);
        }

        run.StartAnew();
        return ("", 0);
    }

    /// <summary>Null when SQS has them all, the cursor says so, and the run may go on.</summary>
    private async Task<SpoolEnding?> SendAllAsync(SpoolRun run, IReadOnlyList<SpoolLine> lines, SpoolCursor cursor, CancellationToken cancellationToken)
    {
        for (var done = 0; done < lines.Count;)
        {
            if (!await run.MayGoOnAsync(cancellationToken))
            {
                return await EndAsync(run, SpoolEnding.Interrupted);
            }

            var (count, failure) = lines[done].Record is null
                ? await SetAsideAsync(run.Route, lines[done], cancellationToken)
                : await SendSomeAsync(run, lines, done, cancellationToken);
            if (count > 0)
            {
                done += count;
                run.MoveTo(cursor with { Offset = lines[done - 1].End });
            }
            else if (failure is not null)
            {
                return await EndAsync(run, new SpoolEnding(IsDrained: false, failure));
            }
        }

        await run.SavedAsync();
        return await run.MayGoOnAsync(cancellationToken) ? null : SpoolEnding.Interrupted;
    }

    /// <summary>How many were dealt with from there on without a gap, and what kept the next one.</summary>
    private async Task<(int Count, AwsFailure? Failure)> SendSomeAsync(SpoolRun run, IReadOnlyList<SpoolLine> lines, int from, CancellationToken cancellationToken)
    {
        var batch = lines.Skip(from).Take(run.Batching.Next(lines, from)).Select(static l => l.Record!).ToList();
        var sending = sender.SendAsync(run.Route.QueueUrl, batch);
        await Task.WhenAll(sending, run.SavedAsync());
        var answer = await sending;
        if (answer.Failure is { } failure && !MessageFault.Is(failure))
        {
            return (0, failure);
        }

        if (answer.Failure is not null && batch.Count > 1)
        {
            run.Batching.Separate(batch.Count);
            return (0, null);
        }

        var entries = answer.Failure is null ? answer.Entries : [answer.Failure];
        run.Batching.Answered(batch.Count, entries.All(static e => e is null || MessageFault.Is(e)));
        for (var n = 0; n < batch.Count; n++)
        {
            if (entries[n] is not { } fault)
            {
                continue;
            }

            if (!MessageFault.Is(fault))
            {
                return (n, fault);
            }

            Log.Refused(logger, run.Route.Key, fault.Code);
            await refused.KeepAsync(run.Route, batch[n], fault, cancellationToken);
        }

        return (batch.Count, null);
    }

    /// <summary>What is no record was never answered for, or is not for this version to read: it is kept as it is.</summary>
    private async Task<(int Count, AwsFailure? Failure)> SetAsideAsync(WebhookRoute route, SpoolLine line, CancellationToken cancellationToken)
    {
        Log.Torn(logger, route.Key, line.Bytes.Length);
        var name = $"{TornFolder}{route.Key}/{Convert.ToHexStringLower(SHA256.HashData(line.Bytes.Span))}";
        await store.CreateAsync(name, line.Bytes, cancellationToken);
        await unreadable.SetAsideAsync(name, $"A line of the spool of {route.Key} is no webhook.", cancellationToken);
        return (1, null);
    }

    private static async Task<SpoolEnding> EndAsync(SpoolRun run, SpoolEnding ending)
    {
        await run.SavedAsync();
        return ending;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Segment} is drained")]
        public static partial void Drained(ILogger logger, string segment);

        [LoggerMessage(2, LogLevel.Warning, "SQS refused a spooled webhook of {Route} for what is in it: {Code}. It is kept")]
        public static partial void Refused(ILogger logger, string route, string code);

        [LoggerMessage(3, LogLevel.Warning, "A line of {Length} bytes in the spool of {Route} is no webhook; the rest goes on")]
        public static partial void Torn(ILogger logger, string route, int length);
    }
}
