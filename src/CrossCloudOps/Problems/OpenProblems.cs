using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

/// <summary>What is open: how many of each kind, and some of them.</summary>
internal sealed record OpenProblemsReading(IReadOnlyDictionary<string, int> Kinds, IReadOnlyList<Problem> First)
{
    public int Count => Kinds.Values.Sum();
}

internal sealed class OpenProblems(IDocumentStore store, ProblemBook book)
{
    private const int ReadAtOnce = 16;

    /// <summary>Keeps no more than those that come first.</summary>
    public async Task<OpenProblemsReading> ReadAsync(int most, Func<Problem, long> rank, CancellationToken cancellationToken)
    {
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var first = new PriorityQueue<Problem, long>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(store.ListAsync(ProblemBook.Folder, cancellationToken), parallel, async (listed, token) =>
        {
            if (await OpenAsync(listed.Name[ProblemBook.Folder.Length..], token) is { } problem)
            {
                lock (kinds)
                {
                    kinds[problem.Kind] = kinds.GetValueOrDefault(problem.Kind) + 1;
                    first.Enqueue(problem, rank(problem));
                    if (first.Count > most)
                    {
                        first.Dequeue();
                    }
                }
            }
        });
        return new OpenProblemsReading(kinds, [.. first.UnorderedItems.OrderByDescending(static p => p.Priority).ThenBy(static p => p.Element.Key, StringComparer.Ordinal).Select(static p => p.Element)]);
    }

    /// <summary>One that cannot be read is told of by a problem of its own.</summary>
    private async Task<Problem?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await book.ReadAsync(key, cancellationToken) is { State: ProblemState.Open } problem ? problem : null;
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }
}
