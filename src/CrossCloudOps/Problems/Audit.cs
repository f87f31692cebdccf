using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

/// <summary>Who did what, when, with which result. A job that is taken up again after a crash may write its line a second time, under the same job.</summary>
internal sealed record AuditLine(DateTimeOffset At, string JobId, string UserId, string Action, string Subject, string Result);

/// <summary>The last lines of a day, oldest first.</summary>
/// <param name="IsWhole">Nothing else was done on that day.</param>
internal sealed record AuditDay(DateOnly Day, IReadOnlyList<AuditLine> Lines, bool IsWhole);

/// <summary>An append-only document of JSON lines per day (UTC).</summary>
internal sealed class Audit(IDocumentStore store)
{
    private const string Folder = "audit/";
    private const string Form = "yyyy-MM-dd";
    private const int MostLines = 20;

    /// <summary>A few hundred lines: more than enough for the last ones.</summary>
    private const int BytesRead = 64 * 1024;

    /// <summary>Thousands of lines, of a day in which something is looked for.</summary>
    private const int BytesSearched = 4 * 1024 * 1024;

    private const int DaysAtOnce = 8;

    public Task WriteAsync(AuditLine line, CancellationToken cancellationToken) =>
        store.AppendAsync(
            NameOf(DateOnly.FromDateTime(line.At.UtcDateTime)),
            (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(line, ProblemsJson.Default.AuditLine), (byte)'\n'],
            cancellationToken);

    public async Task<AuditDay> ReadAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var (content, isAll) = await store.ReadEndAsync(NameOf(day), BytesRead, cancellationToken) ?? new DocumentEnd(ReadOnlyMemory<byte>.Empty, IsAll: true);
        var lines = Lines(content.Span, isAll, static _ => true);
        return new AuditDay(day, [.. lines.TakeLast(MostLines)], isAll && lines.Count <= MostLines);
    }

    /// <summary>That day if anything was done, else the last one on which something was.</summary>
    public async Task<AuditDay> ReadLastDayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var last = day;
        await foreach (var name in store.ListAsync(Folder, cancellationToken).Select(static d => d.Name[Folder.Length..]))
        {
            last = DateOnly.TryParseExact(name, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var found) && found <= day ? found : last;
        }

        return await ReadAsync(last, cancellationToken);
    }

    /// <summary>What was done since a day, oldest first, as far as it is asked for.</summary>
    public async Task<IReadOnlyList<AuditLine>> FindAsync(DateOnly since, Func<AuditLine, bool> isMeant, CancellationToken cancellationToken)
    {
        var days = await store.ListAsync(Folder, cancellationToken)
            .Where(d => DateOnly.TryParseExact(d.Name[Folder.Length..], Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= since)
            .Select(static d => d.Name).ToListAsync(cancellationToken);
        var found = new ConcurrentBag<AuditLine>();
        await Parallel.ForEachAsync(days, new ParallelOptions { MaxDegreeOfParallelism = DaysAtOnce, CancellationToken = cancellationToken }, async (day, token) =>
        {
            if (await store.ReadEndAsync(day, BytesSearched, token) is var (content, isAll))
            {
                Lines(content.Span, isAll, isMeant).ForEach(found.Add);
            }
        });
        return [.. found.OrderBy(static line => line.At)];
    }

    /// <summary>The lines that are whole, each job's act once. What is no such line is left out: it stops nobody from reading the others.</summary>
    private static List<AuditLine> Lines(ReadOnlySpan<byte> content, bool isAll, Func<AuditLine, bool> isMeant)
    {
        var lines = new List<AuditLine>();
        var first = true;
        foreach (var range in content.Split((byte)'\n'))
        {
            if ((isAll || !first) && Parse(content[range]) is { } line && isMeant(line) && !lines.Any(l => l with { At = line.At } == line))
            {
                lines.Add(line);
            }

            first = false;
        }

        return lines;
    }

    private static AuditLine? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return json.IsEmpty ? null : JsonSerializer.Deserialize(json, ProblemsJson.Default.AuditLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string NameOf(DateOnly day) => Folder + day.ToString(Form, CultureInfo.InvariantCulture);
}
