using CrossCloudOps.Aws;
using CrossCloudOps.Pages;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Page;

/// <summary>One dead letter with all that the archive holds of it.</summary>
internal sealed class DeadLetterPage(DeadLetterArchive archive, DeadLetterEvidence evidence, DeadLetterAudit audit, AttributeText attributes) : IDetailPage
{
    private const string Name = "dead-letters";

    /// <summary>Percent signs of names stand as dots, which names have none of: what is between decodes percent signs once, or twice, or refuses them.</summary>
    private const char Percent = '.';

    public string Folder => Name;

    public static Uri AddressOf(DeadLetterId id) => new($"{Name}/{id.ToString().Replace('%', Percent)}", UriKind.Relative);

    public async Task<PageDetail?> ReadAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (name.Contains('%', StringComparison.Ordinal) || DeadLetterId.Parse(name.Replace(Percent, '%')) is not { } id || id.ToString() != name.Replace(Percent, '%'))
        {
            return null;
        }

        try
        {
            if (await archive.ReadAsync(id, cancellationToken) is not { } letter)
            {
                return null;
            }

            var state = (await archive.ReadStateAsync(id, cancellationToken))?.Value;
            return Of(id, letter, state, await evidence.FindAsync(letter, cancellationToken), await audit.OfAsync(id, letter, state, cancellationToken));
        }
        catch (UnreadableDocumentException e)
        {
            return new PageDetail($"Dead letter {id.Id}", PageLevel.Bad, $"a document cannot be read, and is kept as it is: {e.Name}", []);
        }
    }

    private PageDetail Of(DeadLetterId id, DeadLetter letter, DeadLetterState? state, IReadOnlyList<Evidence> evidence, string? acts)
    {
        var (level, standing) = DeadLetterHistory.Standing(state);
        var reason = DeadLetterReason.Of(letter);
        return new PageDetail($"Dead letter {letter.MessageId} in {SqsQueue.NameOf(letter.QueueUrl)}", level, standing, [.. Facts(id, letter, reason), .. DeadLetterHistory.Facts(letter, state)])
        {
            Texts =
            [
                .. reason?.Detail is { } detail ? [new PageText("Reason in detail", detail)] : (PageText[])[],
                .. evidence.Select(static e => new PageText($"{e.Title}, {e.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", e.Detail)),
                .. acts is null ? (PageText[])[] : [new PageText("What was done, oldest first", acts)],
                new PageText("Body", DeadLetterCard.Body(letter)),
                .. Attributes("Attributes", letter),
                new PageText("System attributes", string.Join('\n', letter.SystemAttributes.OrderBy(static a => a.Key, StringComparer.Ordinal).Select(static a => $"{a.Key} = {a.Value}"))),
                .. state?.Edit is { } edit ? Edited(edit.Applied(letter)) : [],
            ],
        };
    }

    private static IEnumerable<PageFact> Facts(DeadLetterId id, DeadLetter letter, DeadLetterReason? reason)
    {
        yield return Fact("Kind", letter.Shape);
        yield return Fact("Reason", reason is null ? "nothing in the message tells it" : string.Join(' ', new[] { reason.Code, reason.Message, $"(from {reason.Source})" }.OfType<string>()));
        yield return Fact("Queue", letter.QueueUrl);
        yield return Fact("Source queue", letter.SourceQueueUrl ?? "not told by SQS");
        yield return new PageFact("Sent", new MomentCell(letter.SentAt));
        yield return new PageFact("First received", new MomentCell(letter.FirstReceivedAt));
        yield return new PageFact("Archived", new MomentCell(letter.CollectedAt));
        yield return Fact("Name in the archive", id.ToString());
    }

    private IEnumerable<PageText> Edited(DeadLetter sent) => [new PageText("Body as it was sent, edited", DeadLetterCard.Body(sent)), .. Attributes("Attributes as they were sent", sent)];

    private IEnumerable<PageText> Attributes(string title, DeadLetter letter) => letter.Attributes.Count == 0 ? [] : [new PageText(title, attributes.Of(letter))];

    private static PageFact Fact(string name, string value) => new(name, new TextCell(value));
}
