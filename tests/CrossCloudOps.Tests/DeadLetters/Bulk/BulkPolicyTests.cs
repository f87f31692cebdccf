using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;

namespace CrossCloudOps.Tests.DeadLetters.Bulk;

public sealed class BulkPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(60, 3)]
    [InlineData(61, 4)]
    [InlineData(1000, 50)]
    public void It_stops_at_the_larger_of_count_and_percentage(int sent, int returned) => BulkPolicy.StopAfter(sent, atLeast: 3, percent: 5).ShouldBe(returned);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void Waits_double_up_to_a_minute(int times, int seconds) => BulkPolicy.Wait(times).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(50, 0, 1)]
    [InlineData(75, 1, 0.5)]
    [InlineData(50, 1.5, 0)]
    public void The_pace_is_counted_from_the_jobs_own_start(int begun, double secondsAgo, double wait)
    {
        var job = Job() with { PaceFrom = Now.AddSeconds(-secondsAgo) };

        var (same, pause) = BulkPolicy.Pace(job, begun, perSecond: 50, Now);

        pause.ShouldBe(TimeSpan.FromSeconds(wait));
        same.ShouldBe(job);
    }

    [Fact]
    public void After_a_pause_the_pace_begins_anew()
    {
        var (job, wait) = BulkPolicy.Pace(Job() with { PaceFrom = Now.AddMinutes(-30) }, begun: 100, perSecond: 50, Now);

        (wait, job.PaceFrom, job.PaceBegun).ShouldBe((TimeSpan.Zero, Now, 100));
        BulkPolicy.Pace(job, 140, 50, Now).Wait.ShouldBe(TimeSpan.FromSeconds(0.8));
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(3, 31)]
    public void A_window_of_a_standard_queue_is_at_most_four_batches_of_ten_by_target(int everyNth, int count)
    {
        var ready = new Queue<BulkEntry>(Enumerable.Range(0, 60).Select(n => Entry(n, target: n % everyNth == 0 ? "https://sqs/1/a" : "https://sqs/1/b")));

        var window = BulkPolicy.Compose(ready, inOrder: false, new HashSet<string>(), most: 40);

        window.Count.ShouldBe(count);
        window.Batches.Count.ShouldBe(4);
        window.Batches.ShouldAllBe(static b => b.Entries.Count <= 10 && b.Entries.All(e => e.Target == b.Target));
        ready.Count.ShouldBe(60 - count);
    }

    [Fact]
    public void In_order_a_batch_ends_where_a_group_would_be_in_it_twice()
    {
        var ready = new Queue<BulkEntry>([Entry(0, "a"), Entry(1, "b"), Entry(2, "c"), Entry(3, "b"), Entry(4, "d")]);

        var window = BulkPolicy.Compose(ready, inOrder: true, new HashSet<string>(), most: 40);

        window.Batches.ShouldHaveSingleItem().Entries.Select(static e => e.Position).ShouldBe([0, 1, 2]);
        ready.Count.ShouldBe(2);
    }

    [Fact]
    public void In_order_what_cannot_be_sent_holds_back_its_group()
    {
        var held = new HashSet<string> { "a" };
        var ready = new Queue<BulkEntry>([Entry(0, "a"), Entry(1, "b", target: null), Entry(2, "b"), Entry(3, "c")]);

        var window = BulkPolicy.Compose(ready, inOrder: true, held, most: 40);

        window.Left.ShouldBe([new(0, null, BulkOutcome.Held), new(1, null, BulkOutcome.NoTarget, "b"), new(2, null, BulkOutcome.Held)]);
        window.Batches.ShouldHaveSingleItem().Entries.ShouldHaveSingleItem().Position.ShouldBe(3);
    }

    [Fact]
    public void A_batch_stays_within_what_SQS_takes()
    {
        var ready = new Queue<BulkEntry>(Enumerable.Range(0, 12).Select(static n => Entry(n, size: 300_000)));

        var window = BulkPolicy.Compose(ready, inOrder: false, new HashSet<string>(), most: 40);

        window.Batches.Select(static b => b.Entries.Count).ShouldBe([3, 3, 3, 3]);
    }

    [Fact]
    public void A_log_read_twice_says_the_same()
    {
        BulkLine[] lines =
        [
            new() { Left = [new(3, null, BulkOutcome.Unreadable)] },
            new() { Begin = new BulkBegin(0, 0, Now, "https://sqs/1/a", [0, 1]) },
            new() { Done = 0, Results = [new(0, "m-0"), new(1, null, "InvalidMessageContents", "g")] },
            new() { Begin = new BulkBegin(1, 1, Now, "https://sqs/1/a", [2, 4]) },
        ];

        var once = BulkLog.Read(BulkLog.Bytes(lines));
        var twice = BulkLog.Read(BulkLog.Bytes(lines.SelectMany(static l => new[] { l, l })));

        foreach (var log in new[] { once, twice })
        {
            (log.Counts.Sent, log.Counts.Failed, log.Counts.Unreadable).ShouldBe((1, 1, 1));
            log.Open.ShouldHaveSingleItem().Batch.ShouldBe(1);
            (log.NextBatch, log.NextWindow).ShouldBe((2, 2));
            log.HeldGroups.ShouldBe(["g"]);
            Enumerable.Range(0, 6).Where(log.Knows).ShouldBe([0, 1, 3]);
        }
    }

    [Fact]
    public void A_result_that_came_after_its_batch_was_given_up_counts()
    {
        BulkLine[] lines =
        [
            new() { Begin = new BulkBegin(0, 0, Now, "https://sqs/1/a", [0]) },
            new() { Done = 0, Results = [new(0, null, BulkOutcome.Unconfirmed)] },
            new() { Done = 0, Results = [new(0, "m-0")] },
        ];

        var log = BulkLog.Read(BulkLog.Bytes(lines));

        (log.Counts.Sent, log.Counts.Unconfirmed).ShouldBe((1, 0));
        log.Unsettled.ShouldHaveSingleItem().Outcome.MessageId.ShouldBe("m-0");
    }

    private static BulkJob Job() =>
        new() { Id = "bulk-1", Act = BulkAct.SendBack, Selection = new BulkSelection("q", "f", Now), UserId = "U1", SlackJobId = "1", At = Now };

    private static BulkEntry Entry(int position, string? group = null, string? target = "https://sqs/1/a", int size = 10) => new(
        position,
        new SentMark(new DeadLetterId("q", "f", position, "m"), 1),
        new DeadLetter
        {
            QueueUrl = "https://sqs/1/q",
            MessageId = "m",
            Fingerprint = "f",
            Shape = "text",
            CollectedAt = Now,
            SystemAttributes = group is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["MessageGroupId"] = group },
            Attributes = new Dictionary<string, DeadLetterAttribute>(),
            Body = new string('x', size),
        },
        target,
        target is null ? BulkOutcome.NoTarget : null);
}
