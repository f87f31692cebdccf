using CrossCloudOps.DeadLetters;

namespace CrossCloudOps.Tests.DeadLetters;

public sealed class DeadLetterPolicyTests
{
    private const string Standard = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders";
    private const string Fifo = Standard + ".fifo";

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_state_sending_begins() => DeadLetterPolicy.SendBack(null, "mine", 0, Now).ShouldBe(SendBackStep.Begin);

    [Theory]
    [InlineData(DeadLetterStatus.Open, "mine", 0, 0, Standard, SendBackStep.Begin)]
    [InlineData(DeadLetterStatus.Open, "theirs", 0, 0, Standard, SendBackStep.Begin)]
    [InlineData(DeadLetterStatus.Sending, "mine", 0, 59, Standard, SendBackStep.Wait)]
    [InlineData(DeadLetterStatus.Sending, "theirs", 0, 59, Fifo, SendBackStep.Wait)]
    [InlineData(DeadLetterStatus.Sending, "mine", 0, 60, Standard, SendBackStep.GiveUp)]
    [InlineData(DeadLetterStatus.Sending, "mine", 0, 60, Fifo, SendBackStep.Complete)]
    [InlineData(DeadLetterStatus.Sending, "mine", 0, 239, Fifo, SendBackStep.Complete)]
    [InlineData(DeadLetterStatus.Sending, "mine", 0, 240, Fifo, SendBackStep.GiveUp)]
    [InlineData(DeadLetterStatus.Unconfirmed, "mine", 0, 500, Standard, SendBackStep.GiveUp)]
    [InlineData(DeadLetterStatus.Unconfirmed, "theirs", 1, 500, Standard, SendBackStep.Begin)]
    [InlineData(DeadLetterStatus.Unconfirmed, "theirs", 0, 500, Standard, SendBackStep.Outdated)]
    [InlineData(DeadLetterStatus.Sent, "mine", 0, 1, Standard, SendBackStep.Finish)]
    [InlineData(DeadLetterStatus.Sent, "theirs", 1, 1, Standard, SendBackStep.Outdated)]
    [InlineData(DeadLetterStatus.Discarded, "mine", 1, 1, Standard, SendBackStep.Outdated)]
    [InlineData(DeadLetterStatus.Discarded, "theirs", 1, 1, Fifo, SendBackStep.Outdated)]
    public void What_a_press_does_follows_from_the_state(object status, string job, int attemptSeen, int seconds, string target, object expected)
    {
        var state = new DeadLetterState
        {
            Status = (DeadLetterStatus)status,
            Attempt = 1,
            JobId = "mine",
            UserId = "U1",
            At = Now.AddSeconds(-seconds),
            Target = target,
        };

        DeadLetterPolicy.SendBack(state, job, attemptSeen, Now).ShouldBe((SendBackStep)expected);
    }

    [Fact]
    public void The_deduplication_id_differs_by_dead_letter_and_attempt_only()
    {
        var (one, other) = (new DeadLetterId("q", "f", 1, "m"), new DeadLetterId("q", "f", 1, "n"));

        DeadLetterPolicy.DeduplicationId(one, 1).ShouldBe(DeadLetterPolicy.DeduplicationId(one with { Fingerprint = "g", SentMs = 2 }, 1));
        new[] { DeadLetterPolicy.DeduplicationId(one, 1), DeadLetterPolicy.DeduplicationId(one, 2), DeadLetterPolicy.DeduplicationId(other, 1) }.ShouldBeUnique();
        DeadLetterPolicy.DeduplicationId(one, 1).Length.ShouldBe(64);
    }
}
