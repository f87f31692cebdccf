using System.Text;
using CrossCloudOps.Pages;
using CrossCloudOps.Status.Page;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Status.Page;

/// <summary>A page stays small, however much there is to show.</summary>
public sealed class PageSizeTests
{
    private const int Most = 300_000;

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(7);

    [Fact]
    public async Task A_large_team_with_trouble_everywhere_is_shown_within_300_kB_and_what_is_left_out_is_counted()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        PagePart[] parts =
        [
            Part("Open problems", 200, () => [Text(60), Text(12), State(), Number(), Since(), Since()]),
            Part("Dead-letter queues", 500, () => [Text(40), Number(), Number(), Age(), Age(), Day(), Day()]),
            Part("Webhook routes", 80, () => [Text(20), State(), Number(), Number(), new LengthCell(TimeSpan.FromSeconds(1.5)), Number(), Text(8), Day(), Day(), Day()]),
            Part("Log groups", 300, () => [Text(60), State(), Number(), Number(), Day()]),
            Part("Heartbeats", 1000, () => [Text(20), State(), Since(), Since(), new LengthCell(TimeSpan.FromMilliseconds(20)), new DayCell([.. Enumerable.Range(0, 24).Select(_ => (PageLevel?)_random.Next(3))])]),
            Part("Functions", 7, () => [Text(20), State(), Text(16), Since(), new LengthCell(TimeSpan.FromSeconds(1))]),
        ];

        var html = app.Get<StatusPage>().Of(parts, PageLinks.OfStatus(new Uri("https://ops.example/api/status?code=a-key-of-a-function-of-that-length-as-azure-makes-them==")), Now);

        Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(Most);
        foreach (var part in parts.Where(static p => p.Table.Rows.Count > SectionHtml.MostRows))
        {
            html.ShouldContain($">and {part.Table.Rows.Count - SectionHtml.MostRows} more<");
        }
    }

    private static PagePart Part(string title, int rows, Func<PageCell[]> cells) =>
        new(title, PageTable.Of($"all of {title}", [.. cells().Select(static (_, n) => $"Column number {n}")], [.. Enumerable.Range(0, rows).Select(_ => new PageRow(PageLevel.Bad, cells()))]));

    private TextCell Text(int length) => new(string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + _random.Next(26)))), new Uri("https://example.slack.com/archives/C0ALERTS/p1767614400000000"));

    private StateCell State() => new(PageLevel.Bad, Text(30).Text!);

    private NumberCell Number() => new(_random.Next(100_000));

    private AgeCell Since() => new(Now.AddSeconds(-_random.Next(100_000)));

    private AgeCell Age() => new(Now.AddSeconds(-_random.Next(100_000)), new Uri($"dead-letters/123456789012.2Forders-dlq/0123456789abcdef/1767614400000-{Guid.Empty}", UriKind.Relative));

    private HoursCell Day() => new([.. Enumerable.Range(0, 24).Select(_ => (double)_random.Next(1000))], "archived", IsSum: true);
}
