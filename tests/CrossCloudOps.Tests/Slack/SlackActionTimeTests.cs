using CrossCloudOps.Slack;

namespace CrossCloudOps.Tests.Slack;

public sealed class SlackActionTimeTests
{
    private static readonly SlackActionResult Found = new(null, "found");

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_found_in_time_is_the_answer(bool isAwaited) =>
        (await Of(isAwaited).LookUpAsync(static _ => Task.FromResult(Found), default)).ShouldBe(Found);

    [Fact]
    public async Task What_takes_too_long_while_somebody_waits_is_left_to_the_timer()
    {
        var result = await LookUpForAsync(TimeSpan.FromSeconds(2), isAwaited: true);

        result.IsDone.ShouldBeFalse();
        result.Note.ShouldNotBeNull().ShouldContain("comes here within two minutes");
    }

    [Fact]
    public async Task What_takes_too_long_for_the_timer_too_says_so_and_ends()
    {
        var result = await LookUpForAsync(TimeSpan.FromSeconds(2), isAwaited: false);

        result.IsDone.ShouldBeTrue();
        result.Note.ShouldNotBeNull().ShouldContain("too much");
    }

    [Fact]
    public async Task A_stopping_app_is_not_taken_for_the_end_of_the_time()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Of(isAwaited: true).LookUpAsync(static token => Task.FromCanceled<SlackActionResult>(token), stopping.Token));
    }

    private async Task<SlackActionResult> LookUpForAsync(TimeSpan length, bool isAwaited)
    {
        var lookingUp = Of(isAwaited).LookUpAsync(
            async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
                return Found;
            },
            default);
        _time.Advance(length);
        return await lookingUp;
    }

    private SlackActionTime Of(bool isAwaited) => new(_time, TimeSpan.FromSeconds(2), isAwaited);
}
