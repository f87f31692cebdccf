using System.Globalization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// Names one dead letter: its queue, its group, when it was sent and its message id. All its documents' names follow from it, and it
/// fits into a button.
/// </summary>
/// <param name="Sequence">SQS's sequence number, which is the order of a message group on FIFO queues; padded, so that names sort by it.</param>
internal sealed record DeadLetterId(string QueueKey, string Fingerprint, long SentMs, string Id, string? Sequence = null)
{
    public const string OpenFolder = "open/";
    public const string ClosedFolder = "closed/";

    /// <summary>SQS's numbers have 20 digits, too many for any integer.</summary>
    private const int SequenceDigits = 20;

    /// <summary>The entry while it waits for somebody. The names in this folder are the index: sorted by time within a group, and counted.</summary>
    public string OpenName => OpenFolder + ToString();

    /// <summary>The entry once somebody dealt with it.</summary>
    public string ClosedName => ClosedFolder + ToString();

    public string StateName => $"states/{QueueKey}/{Id}";

    public string ProblemKey => ProblemKeyOf(QueueKey, Fingerprint);

    public static DeadLetterId Of(string queueKey, DeadLetter letter) => new(
        queueKey, letter.Fingerprint, letter.SentAt?.ToUnixTimeMilliseconds() ?? 0, DocumentName.Segment(letter.MessageId),
        IsNumber(letter.SequenceNumber) ? letter.SequenceNumber!.PadLeft(SequenceDigits, '0') : null);

    public static string OpenIn(string queueKey) => $"{OpenFolder}{queueKey}/";

    public static string OpenIn(string queueKey, string fingerprint) => $"{OpenIn(queueKey)}{fingerprint}/";

    public static string ProblemKeyOf(string queueKey, string fingerprint) => $"{DeadLetterProblems.KindName}/{queueKey}/{fingerprint}";

    /// <summary>An entry's name, or what follows its folder; null if it is none.</summary>
    public static DeadLetterId? Parse(string text)
    {
        var name = text.StartsWith(OpenFolder, StringComparison.Ordinal) ? text[OpenFolder.Length..]
            : text.StartsWith(ClosedFolder, StringComparison.Ordinal) ? text[ClosedFolder.Length..]
            : text;
        return name.Split('/') is [{ Length: > 0 } queue, { Length: > 0 } fingerprint, var last]
            && last.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash
            && last[..dash].Split('_') is [var sent, .. var rest]
            && long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var sentMs)
            && (rest is [] || (rest is [var number] && number.Length >= SequenceDigits && IsNumber(number)))
            && last.Length > dash + 1
            && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '%' or '~')
                ? new DeadLetterId(queue, fingerprint, sentMs, last[(dash + 1)..], rest is [var sequence] ? sequence : null)
                : null;
    }

    public override string ToString() =>
        $"{QueueKey}/{Fingerprint}/{SentMs.ToString("D13", CultureInfo.InvariantCulture)}{(Sequence is null ? "" : $"_{Sequence}")}-{Id}";

    private static bool IsNumber(string? text) => text is { Length: > 0 and <= 40 } && text.All(char.IsAsciiDigit);
}
