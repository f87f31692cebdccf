using CrossCloudOps.Heartbeats.Probing;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

public sealed class AnswerBodyTests
{
    [Fact]
    public async Task A_large_body_waits_for_its_turn_and_gives_it_back()
    {
        using var turns = new SemaphoreSlim(1);
        using var first = new AnswerBody(4 * AnswerBody.Large, turns);
        using var second = new AnswerBody(4 * AnswerBody.Large, turns);
        using var content = new ByteArrayContent(new byte[2 * AnswerBody.Large]);
        using var other = new ByteArrayContent(new byte[3 * AnswerBody.Large]);
        await first.ReadAsync(content, default);

        var waiting = second.ReadAsync(other, default);

        waiting.IsCompleted.ShouldBeFalse();
        first.Dispose();
        await waiting;
        (second.Length, second.IsCut).ShouldBe((3 * AnswerBody.Large, false));
        second.Dispose();
        turns.CurrentCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_small_one_needs_no_turn()
    {
        using var none = new SemaphoreSlim(0);
        using var body = new AnswerBody(AnswerBody.Large, none);
        using var content = new ByteArrayContent(new byte[2 * AnswerBody.Large]);

        await body.ReadAsync(content, default);

        body.IsCut.ShouldBeTrue();
    }
}
