using System.Globalization;
using System.Text.Json.Serialization;
using CrossCloudOps.Aws;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// Which dead letters a bulk act is about: a queue's of one kind (or of all), those that were in the archive at the cut-off, by the
/// store's time, and of these those sent within a window or holding a text.
/// </summary>
internal sealed record BulkSelection(
    string QueueKey, string? Fingerprint, DateTimeOffset CutOff, DateTimeOffset? Since = null, DateTimeOffset? Until = null, string? Matching = null)
{
    public const int LongestMatching = 200;

    /// <summary>What a button's value holds.</summary>
    private const int LongestText = 2000;

    private const string AllKinds = "*";
    private const long LastMillisecond = 253_402_300_799_999;

    /// <summary>The messages of a FIFO queue have an order.</summary>
    [JsonIgnore]
    public bool IsInOrder => SqsQueue.IsFifo(DocumentName.Text(QueueKey));

    /// <summary>The form in which a button carries it; null if the text is anything else.</summary>
    public static BulkSelection? Parse(string text) =>
        text.Length <= LongestText
        && text.Split('|') is [var queue, var kind, var cutOff, var since, var until, var matching]
        && IsSegment(queue) && (kind == AllKinds || IsSegment(kind))
        && Moment(cutOff) is { } at
        && (since.Length == 0 || Moment(since) is not null) && (until.Length == 0 || Moment(until) is not null)
        && Uri.UnescapeDataString(matching) is { Length: <= LongestMatching } words
            ? new BulkSelection(queue, kind == AllKinds ? null : kind, at, Moment(since), Moment(until), words.Length == 0 ? null : words)
            : null;

    /// <summary>The cut-off is rounded up to the millisecond, so that what was there at that time still is within it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{QueueKey}|{Fingerprint ?? AllKinds}|{(CutOff.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond - DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond}|{Since?.ToUnixTimeMilliseconds()}|{Until?.ToUnixTimeMilliseconds()}|{Uri.EscapeDataString(Matching ?? "")}");

    /// <summary>What a name and a time alone tell; its state and its body are for others to read.</summary>
    public bool MayHold(DeadLetterId id, DateTimeOffset since) =>
        since <= CutOff
        && (Since is not { } first || id.SentMs >= first.ToUnixTimeMilliseconds())
        && (Until is not { } last || id.SentMs <= last.ToUnixTimeMilliseconds());

    public bool Matches(DeadLetter letter) => Matching is null || letter.Body.Contains(Matching, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? Moment(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= LastMillisecond ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private static bool IsSegment(string text) => text.Length is > 0 and <= 120 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '%' or '~');
}
