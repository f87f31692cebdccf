using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters.Lists;
using CrossCloudOps.Pages;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters.Page;

/// <summary>What waits in each queue's archive, and what came into it over the day; the fullest first.</summary>
internal sealed class QueueSection(QueueDepths depths, QueueHistory history, IOptions<DeadLettersOptions> options) : IPageSection
{
    private static readonly string[] Columns = ["Queue", "Waiting", "Kinds", "Newest", "Oldest", "Archived, 24 h", "Waiting, 24 h"];

    public string Title => "Dead-letter queues";

    public async Task<PageTable?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await depths.ReadAsync(cancellationToken);
        if (options.Value.Queues.Count == 0 && all.Count == 0)
        {
            return null;
        }

        var series = await history.ReadAsync(cancellationToken);
        var waiting = all.Sum(static d => (long)d.Open);
        var summary = waiting switch { 0 => "no dead letter waits", 1 => "1 dead letter waits", _ => $"{SlackText.Number(waiting)} dead letters wait" };
        return PageTable.Of(summary, Columns, [.. all.Select(depth => Row(depth, series, now))]);
    }

    private static PageRow Row(QueueDepth depth, Series? series, DateTimeOffset now) => new(
        depth.Open > 0 ? PageLevel.Notice : PageLevel.Fine,
        [
            new TextCell(SqsQueue.NameOf(DocumentName.Text(depth.QueueKey))),
            new NumberCell(depth.Open),
            new NumberCell(depth.Kinds),
            Age(depth.Newest),
            Age(depth.Oldest),
            new HoursCell(Hours.Counted(series?.Counted.GetValueOrDefault(QueueHistory.ArchivedOf(depth.QueueKey)), now), "archived", IsSum: true),
            new HoursCell(WithPresent(Hours.Measured(series?.Measured.GetValueOrDefault(QueueHistory.WaitingOf(depth.QueueKey)), now), depth.Open), "waiting"),
        ]);

    private static AgeCell Age(DeadLetterId? id) =>
        id is null ? new AgeCell(null) : new AgeCell(DateTimeOffset.FromUnixTimeMilliseconds(id.SentMs), DeadLetterPage.AddressOf(id));

    /// <summary>The last hour is the present one, and what waits now is known.</summary>
    private static IReadOnlyList<double> WithPresent(IReadOnlyList<double> hours, int open) => [.. hours.SkipLast(1), open];
}
