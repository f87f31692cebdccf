using CrossCloudOps.Logs.Reading;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Problems;

namespace CrossCloudOps.Logs.Explaining;

/// <summary>
/// Looks in one log group for what it says of a message: the lines that name its id, then the last of them's neighbours, of the same request
/// where lines tell theirs. At most a handful of calls.
/// </summary>
internal sealed class EvidenceSearch(LogsCaller caller, LogGroups groups)
{
    private const int MostPages = 3;
    private const int LongestTitle = 250;

    /// <summary>Longer ago than this is searched only as far as this: the last attempt is what counts.</summary>
    private static readonly TimeSpan LongestSpan = TimeSpan.FromHours(6);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(2);

    /// <summary>A request writes until it ends: a Lambda function may take 15 minutes.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<Evidence>> FindAsync(LogsPace pace, string groupName, EvidenceQuestion question, CancellationToken cancellationToken)
    {
        var group = groups.Of(groupName);
        var to = question.To + Margin;
        var from = question.From - Margin > to - LongestSpan ? question.From - Margin : to - LongestSpan;
        var mentions = await ReadAsync(pace, group, Quoted(question.MessageId), [], from, to, cancellationToken);
        if (mentions.MaxBy(static m => m.Event.At) is not { } last)
        {
            return [];
        }

        var lines = await AroundAsync(pace, group, last, cancellationToken);
        return ErrorOf(lines, last) is { } error
            ? [new Evidence(Title(error.Kind.Title, groupName), ErrorReader.TextOf(error, lines), Moment(lines[error.Events[0]].At))]
            : [new Evidence(Title($"Last seen in {groupName}, without an error", null), last.Event.Message, Moment(last.Event.At))];
    }

    /// <summary>The lines of its request; else those of the moments around it.</summary>
    private async Task<IReadOnlyList<LogEvent>> AroundAsync(LogsPace pace, LogGroup group, StreamEvent mention, CancellationToken cancellationToken)
    {
        var at = Moment(mention.Event.At);
        var request = ErrorReader.RequestIdOf(mention.Event.Message);
        var around = await ReadAsync(pace, group, pattern: null, [mention.Stream], at - Around, at + Around, cancellationToken);
        var ofRequest = request is null ? [] : await ReadAsync(pace, group, Quoted(request), [mention.Stream], at - LongestRequest, at + LongestRequest, cancellationToken);
        return [.. around.Concat(ofRequest).Append(mention).DistinctBy(static e => e.Mark).OrderBy(static e => e.Event.At).Select(static e => e.Event)];
    }

    /// <summary>The first error that begins with the mention or after it; else the last one before, in whose words it may stand.</summary>
    private static LogError? ErrorOf(IReadOnlyList<LogEvent> lines, StreamEvent mention)
    {
        var errors = new ErrorReader().Read(lines)
            .Where(static e => e.Kind.Level >= LogLevel.Error || (e.Kind.Level == LogLevel.Unknown && e.Kind.Detail == ErrorDetail.Whole)).ToList();
        return errors.FirstOrDefault(e => e.Events.Any(n => lines[n].Id == mention.Event.Id))
            ?? errors.FirstOrDefault(e => lines[e.Events[0]].At >= mention.Event.At)
            ?? errors.LastOrDefault();
    }

    private async Task<IReadOnlyList<StreamEvent>> ReadAsync(
        LogsPace pace, LogGroup group, string? pattern, IReadOnlyCollection<string> streams, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var events = new List<StreamEvent>();
        string? token = null;
        for (var pages = 0; pages < MostPages && (pages == 0 || !string.IsNullOrEmpty(token)); pages++)
        {
            var page = await caller.FilterAsync(pace, group, pattern, streams, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), token, cancellationToken);
            events.AddRange(LogPages.Of(page));
            token = page.NextToken;
        }

        return events;
    }

    /// <summary>A term of the pattern language that holds other characters than letters and digits stands in quotes.</summary>
    private static string Quoted(string term) => $"\"{term.Replace("\"", "", StringComparison.Ordinal)}\"";

    private static string Title(string title, string? group)
    {
        var line = group is null ? title : $"{title} in {group}";
        return line.Length <= LongestTitle ? line : line[..LongestTitle];
    }

    private static DateTimeOffset Moment(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
