using System.Security.Cryptography;
using System.Text.Json;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>A line of a segment.</summary>
/// <param name="Record">Null if it is none.</param>
/// <param name="End">Where the next line begins, from the segment's beginning.</param>
internal sealed record SpoolLine(SpoolRecord? Record, ReadOnlyMemory<byte> Bytes, long End);

/// <summary>
/// The form of a segment: a line of JSON per webhook. Each append begins with a line break too, so that what a torn one left behind is a
/// line of its own and takes nothing with it.
/// </summary>
internal static class SpoolFormat
{
    /// <summary>More than fits into one append, and so into one line.</summary>
    public const int PartLength = 5 * 1024 * 1024;

    /// <summary>How much of a segment's beginning tells it from another one that had its name.</summary>
    public const int MarkLength = 64;

    private const byte Break = (byte)'\n';

    public static byte[] Line(SpoolRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, SpoolJson.Readable.SpoolRecord), Break];

    public static byte[] Block(IReadOnlyList<byte[]> lines)
    {
        var block = new byte[1 + lines.Sum(static l => l.Length)];
        block[0] = Break;
        var at = 1;
        foreach (var line in lines)
        {
            line.CopyTo(block, at);
            at += line.Length;
        }

        return block;
    }

    /// <summary>Holds the id of the first record, which no other segment has.</summary>
    public static string Mark(ReadOnlySpan<byte> segment) => Convert.ToHexStringLower(SHA256.HashData(segment[..Math.Min(segment.Length, MarkLength)]))[..16];

    /// <summary>The whole lines of a part, and where the next part begins. What the segment ends with is a line also without its line break.</summary>
    public static (IReadOnlyList<SpoolLine> Lines, long End) Read(ReadOnlyMemory<byte> part, long from, bool isEnd)
    {
        var lines = new List<SpoolLine>();
        var whole = isEnd || part.Span.LastIndexOf(Break) is not (>= 0 and var last) ? part.Length : last + 1;
        for (var at = 0; at < whole;)
        {
            var length = part.Span[at..whole].IndexOf(Break) is >= 0 and var found ? found : whole - at;
            var end = Math.Min(at + length + 1, whole);
            if (length > 0)
            {
                var bytes = part.Slice(at, length);
                lines.Add(new SpoolLine(Parse(bytes.Span), bytes, from + end));
            }

            at = end;
        }

        return (lines, from + whole);
    }

    private static SpoolRecord? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SpoolJson.Readable.SpoolRecord)
                is { Id.Length: > 0, Webhook: { Body: not null, Attributes: not null, GroupId: not null, DeduplicationId: not null } } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
