using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Tests.Logs.Folding;

/// <summary>What counting a batch changes, and that counting it again changes nothing.</summary>
public sealed class RecordTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan QuietAfter = TimeSpan.FromHours(6);

    [Fact]
    public void A_batch_counts_once()
    {
        var find = Find("0000000000000001", 3);
        var batch = Batch(7, Now, find);
        var once = ErrorRecord.Counted(null, batch, find, QuietAfter);

        ErrorRecord.Counted(once, batch, find, QuietAfter).ShouldBeSameAs(once);
        ErrorRecord.Counted(once, Batch(6, Now, find), find, QuietAfter).ShouldBeSameAs(once);
        ErrorRecord.Counted(once, Batch(8, Now, find), find, QuietAfter).Total.ShouldBe(6);
    }

    [Fact]
    public void One_that_tells_more_is_shown_and_of_those_that_tell_as_much_the_newest()
    {
        var record = ErrorRecord.Counted(null, Batch(1, Now, Find("1", 1)), Find("1", 1, ErrorDetail.Line, "first"), QuietAfter);

        var whole = ErrorRecord.Counted(record, Batch(2, Now), Find("1", 1, ErrorDetail.Whole, "whole"), QuietAfter);
        var line = ErrorRecord.Counted(whole, Batch(3, Now), Find("1", 1, ErrorDetail.Line, "line"), QuietAfter);
        var newer = ErrorRecord.Counted(line, Batch(4, Now), Find("1", 1, ErrorDetail.Whole, "newer"), QuietAfter);

        new[] { record, whole, line, newer }.Select(static r => r.Sample.Text).ShouldBe(["first", "whole", "whole", "newer"]);
    }

    [Fact]
    public void What_comes_back_after_the_quiet_time_counts_anew_and_remembers_all()
    {
        var record = ErrorRecord.Counted(null, Batch(1, Now), Find("1", 5), QuietAfter);

        var back = ErrorRecord.Counted(record, Batch(2, Now + QuietAfter), Find("1", 2), QuietAfter);

        (back.Count, back.Total, back.LastBeforeAt).ShouldBe((2, 7, record.LastAt));
    }

    [Fact]
    public void A_crowd_counts_kinds_once_and_names_the_most_frequent()
    {
        LogFind[] finds = [.. Enumerable.Range(1, 30).Select(static n => Find(n.ToString("x16", null), n))];
        var crowd = CrowdRecord.Counted(null, Batch(1, Now), finds, QuietAfter);

        var again = CrowdRecord.Counted(crowd, Batch(2, Now), [finds[0], finds[29]], QuietAfter);

        CrowdRecord.Counted(crowd, Batch(1, Now), finds, QuietAfter).ShouldBeSameAs(crowd);
        (again.Kinds, again.Count).ShouldBe((30, crowd.Count + 31));
        again.Most[0].ShouldBe(new CrowdedKind(finds[29].Fingerprint, finds[29].Title, 60));
        again.Most.Count.ShouldBe(10);
    }

    [Fact]
    public void Kinds_that_have_a_message_keep_it_and_the_most_frequent_new_ones_get_the_rest()
    {
        KnownKind[] known = [new("known", Now.ToUnixTimeMilliseconds() - 1), new("quiet", (Now - QuietAfter).ToUnixTimeMilliseconds())];

        var (kinds, crowd) = KindsPolicy.Assign(known, [Find("seldom", 1), Find("often", 9), Find("known", 1)], most: 2, QuietAfter, Now);

        kinds.Select(static k => k.Fingerprint).ShouldBe(["known", "often"]);
        crowd.ShouldBe(["seldom"]);
    }

    private static LogBatch Batch(long sequence, DateTimeOffset at, params LogFind[] finds) =>
        new() { At = at, Finds = finds, Crowd = [], State = new GroupState { Group = "/aws/lambda/orders", Sequence = sequence } };

    private static LogFind Find(string fingerprint, int count, ErrorDetail detail = ErrorDetail.Whole, string text = "text")
    {
        var at = Now.ToUnixTimeMilliseconds();
        return new LogFind
        {
            Fingerprint = fingerprint,
            Title = $"Error {fingerprint}",
            FirstAt = at,
            LastAt = at,
            Sample = new LogSample(text, text.Length, detail, at, "stream", null),
            Marks = EventMark.Write([.. Enumerable.Range(0, count).Select(n => EventMark.Of("stream", $"{fingerprint} {n}", at))]),
        };
    }
}
