using CrossCloudOps.Webhooks.Spooling;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

public sealed class SpoolBatchingTests
{
    private readonly SpoolBatching _batching = new();

    [Fact]
    public void At_first_a_batch_has_one_of_a_group()
    {
        _batching.Next(Lines("a:1", "b:1", "c:1", "a:2", "d:1"), 0).ShouldBe(3);
        _batching.Next(Lines("a:1", "a:2"), 0).ShouldBe(1);
        _batching.Next(Lines("a:1", "a:2", "b:1"), 1).ShouldBe(2);
    }

    [Fact]
    public void Tens_go_together_when_SQS_took_a_hundred_calls_without_a_fault_and_singles_again_after_one()
    {
        var one = Lines(Enumerable.Range(0, 25).Select(static n => $"a:{n}").ToArray());

        Answer(SpoolBatching.CallsBeforeTens - 1);
        var before = _batching.Next(one, 0);
        Answer(1);
        var after = (_batching.Next(one, 0), _batching.Next(one, 20));
        _batching.Answered(10, isClean: false);

        before.ShouldBe(1);
        after.ShouldBe((10, 5));
        _batching.Next(one, 0).ShouldBe(1);
    }

    [Fact]
    public void A_batch_stays_within_the_bytes_of_one_call_and_holds_one_message_at_least()
    {
        var large = Enumerable.Range(0, 5).Select(static n => SpoolScenario.Webhook($"{n}:1") with { Body = new string('x', 400_000) }).Select(Line).ToList();
        var tooLarge = Enumerable.Range(0, 2).Select(static n => SpoolScenario.Webhook($"{n}:1") with { Body = new string('x', 2_000_000) }).Select(Line).ToList();

        _batching.Next(large, 0).ShouldBe(2);
        _batching.Next(tooLarge, 0).ShouldBe(1);
    }

    [Fact]
    public void A_batch_ends_before_what_is_no_record() =>
        _batching.Next([.. Lines("a:1", "b:1"), new SpoolLine(null, default, 0), .. Lines("c:1")], 0).ShouldBe(2);

    [Fact]
    public void What_SQS_refused_together_goes_one_by_one()
    {
        var lines = Lines("a:1", "b:1", "c:1", "d:1");

        _batching.Separate(3);
        var counts = new List<int>();
        for (var n = 0; n < 4; n++)
        {
            counts.Add(_batching.Next(lines, 0));
            _batching.Answered(counts[^1], isClean: true);
        }

        counts.ShouldBe([1, 1, 1, 4]);
    }

    private void Answer(int times)
    {
        for (var n = 0; n < times; n++)
        {
            _batching.Answered(1, isClean: true);
        }
    }

    private static List<SpoolLine> Lines(params string[] names) => [.. names.Select(SpoolScenario.Webhook).Select(Line)];

    private static SpoolLine Line(CrossCloudOps.Webhooks.QueuedWebhook webhook) => new(new SpoolRecord("1", webhook), default, 0);
}
