using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.DeadLetters.Lists;

namespace CrossCloudOps.Tests.DeadLetters.Lists;

public sealed class ListQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(20260105);

    [Fact]
    public void A_button_brings_back_exactly_the_list_and_page_that_it_carries()
    {
        for (var round = 0; round < 500; round++)
        {
            var query = Query();

            var text = query.ToString();

            text.Length.ShouldBeLessThanOrEqualTo(2000);
            ListQuery.Parse(text).ShouldBe(query, text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("open||")]
    [InlineData("all||q|*|1|||")]
    [InlineData("open|x|q|*|1|||")]
    [InlineData("open|<|q|*|1|||")]
    [InlineData("open|<../../x|q|*|1|||")]
    [InlineData("open|<1767614280000-a|q|*|1|||")]
    [InlineData("open||q/../x|*|1|||")]
    [InlineData("open||q|*|1|||%2")]
    [InlineData("open||q|*|01|||")]
    [InlineData("OPEN||q|*|1|||")]
    [InlineData("open||q|*|1||||")]
    public void Anything_else_is_no_query(string text) => (ListQuery.Parse(text)?.ToString()).ShouldBe(text == "open|<1767614280000-a|q|*|1|||" ? text : null);

    [Fact]
    public void A_page_is_found_among_entries_in_any_order_and_the_pages_together_are_the_whole_list()
    {
        foreach (var count in new[] { 0, 1, 9, 10, 11, 20, 57 })
        {
            var ids = Enumerable.Range(0, count).Select(n => new DeadLetterId("q", $"kind{n % 3}", 1767614280000 + (n / 2), $"m{n:D3}")).ToArray();
            _random.Shuffle(ids);
            var expected = ids.OrderByDescending(ListPage.PlaceOf, StringComparer.Ordinal).ToList();

            Pages(ids, ListPage.Newest, static w => new ListPage(ListStep.Older, ListPage.PlaceOf(w.Ids[^1])), static w => w.Newer + w.Ids.Count < w.Total)
                .SelectMany(static w => w.Ids).ShouldBe(expected);
            Pages(ids, ListPage.Oldest, static w => new ListPage(ListStep.Newer, ListPage.PlaceOf(w.Ids[0])), static w => w.Newer > 0)
                .Reverse().SelectMany(static w => w.Ids).ShouldBe(expected);
        }
    }

    private static IEnumerable<ListWindow> Pages(DeadLetterId[] ids, ListPage page, Func<ListWindow, ListPage> next, Func<ListWindow, bool> hasNext)
    {
        while (true)
        {
            var window = new ListWindow(page);
            foreach (var id in ids)
            {
                window.Add(id, Now);
            }

            window.Total.ShouldBe(ids.Length);
            yield return window;
            if (!hasNext(window))
            {
                yield break;
            }

            page = next(window);
        }
    }

    private ListQuery Query()
    {
        var selection = new BulkSelection(
            SqsQueue.KeyOf($"https://sqs.eu-central-1.amazonaws.com/123456789012/{new string('q', _random.Next(1, 75))}.fifo"),
            _random.Next(2) == 0 ? null : "fb80a97df36033ac",
            _random.Next(2) == 0 ? ListQuery.Open : Moment(),
            _random.Next(2) == 0 ? null : Moment(),
            _random.Next(2) == 0 ? null : Moment(),
            _random.Next(2) == 0 ? null : new string(_random.GetItems("a|%ü漢 \"<>&/".ToCharArray(), _random.Next(1, 34))));
        var place = ListPage.PlaceOf(new DeadLetterId("q", "k", Moment().ToUnixTimeMilliseconds(), new string('i', 120), _random.Next(2) == 0 ? null : "00000000000000000001"));
        return new ListQuery(
            selection, _random.Next(4) switch { 0 => ListPage.Newest, 1 => ListPage.Oldest, 2 => new ListPage(ListStep.Older, place), _ => new ListPage(ListStep.Newer, place) }, _random.Next(2) == 0);
    }

    private DateTimeOffset Moment() => Now.AddMilliseconds(-_random.Next());
}
