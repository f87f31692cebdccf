using CrossCloudOps.Problems;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Explaining;

/// <summary>Somebody wants to know why a message failed.</summary>
internal sealed record EvidenceRequest : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required EvidenceQuestion Question { get; init; }
}

/// <summary>What the logs say of it; empty if they say nothing.</summary>
internal sealed record EvidenceAnswer : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<Evidence> Found { get; init; }
}

/// <summary>Questions and answers, one of each for a problem: <c>logs/evidence/asked/&lt;problem&gt;</c> and <c>…/found/&lt;problem&gt;</c>.</summary>
internal sealed class EvidenceBook(IDocumentStore store)
{
    public const string AskedFolder = "logs/evidence/asked/";
    public const string FoundFolder = "logs/evidence/found/";

    /// <summary>A question about a problem that is asked already waits for that one's answer.</summary>
    public Task AskAsync(EvidenceQuestion question, CancellationToken cancellationToken) =>
        store.CreateAsync(AskedFolder + DocumentName.Segment(question.ProblemKey), new EvidenceRequest { Question = question }, LogsJson.Default.EvidenceRequest, cancellationToken);

    public async Task<IReadOnlyList<string>> AskedAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(AskedFolder, cancellationToken).ToListAsync(cancellationToken)).OrderBy(static d => d.LastModified).Select(static d => d.Name)];

    public async Task<EvidenceQuestion?> QuestionAsync(string name, CancellationToken cancellationToken) =>
        (await store.ReadAsync(name, LogsJson.Default.EvidenceRequest, cancellationToken))?.Value.Question;

    public async Task<EvidenceAnswer?> AnswerAsync(string problemKey, CancellationToken cancellationToken) =>
        (await store.ReadAsync(FoundFolder + DocumentName.Segment(problemKey), LogsJson.Default.EvidenceAnswer, cancellationToken))?.Value;

    public Task KeepAsync(string problemKey, EvidenceAnswer answer, CancellationToken cancellationToken) =>
        store.WriteAsync(FoundFolder + DocumentName.Segment(problemKey), answer, LogsJson.Default.EvidenceAnswer, cancellationToken);

    public Task DoneAsync(string name, CancellationToken cancellationToken) => store.DeleteAsync(name, etag: null, cancellationToken);
}
