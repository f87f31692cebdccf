using CrossCloudOps.Aws;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Logs.Explaining;

/// <summary>Answers what was asked, a few questions a run, so that reading errors goes on. A question is taken away when its answer is told.</summary>
internal sealed partial class EvidenceDesk(
    EvidenceBook book, EvidenceSearch search, ProblemBook problems, UnreadableDocuments unreadable, TimeProvider time, ILogger<EvidenceDesk> logger)
{
    private const int MostQuestions = 5;

    public Task<IReadOnlyList<string>> AskedAsync(CancellationToken cancellationToken) => book.AskedAsync(cancellationToken);

    public async Task AnswerAsync(IReadOnlyList<string> asked, LogsPace pace, Lease lease, CancellationToken cancellationToken)
    {
        foreach (var name in asked.Take(MostQuestions))
        {
            if (!await lease.StillHeldAsync(cancellationToken))
            {
                return;
            }

            try
            {
                await AnswerAsync(name, pace, cancellationToken);
            }
            catch (UnreadableDocumentException e)
            {
                await unreadable.SetAsideAsync(e.Name, e.Message, cancellationToken);
            }
        }
    }

    private async Task AnswerAsync(string name, LogsPace pace, CancellationToken cancellationToken)
    {
        if (await book.QuestionAsync(name, cancellationToken) is not { } question)
        {
            return;
        }

        var found = new List<Evidence>();
        foreach (var group in question.LogGroups)
        {
            try
            {
                found.AddRange(await search.FindAsync(pace, group, question, cancellationToken));
            }
            catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
            {
                // It explains; that it cannot be read is said where the group is scanned.
                Log.NotSearched(logger, group, question.MessageId, failure.Code);
                found.Add(new Evidence($"{group} cannot be searched", $"{failure.Code}: {failure.Message}", time.GetUtcNow()));
            }
        }

        await book.KeepAsync(question.ProblemKey, new EvidenceAnswer { MessageId = question.MessageId, At = time.GetUtcNow(), Found = found }, cancellationToken);
        if (found.Count > 0)
        {
            await problems.ChangeAsync(question.ProblemKey, problem => problem is null ? null : problem with { ExplainedAt = time.GetUtcNow() }, cancellationToken);
        }

        await book.DoneAsync(name, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Group} could not be searched for the message {MessageId}: {Code}")]
        public static partial void NotSearched(ILogger logger, string group, string messageId, string code);
    }
}
