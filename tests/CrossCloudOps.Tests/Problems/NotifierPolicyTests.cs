using CrossCloudOps.Problems;

namespace CrossCloudOps.Tests.Problems;

public sealed class NotifierPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly Problem New = new() { Kind = "k", Key = "k/1", Title = "t", OpenedAt = Now, LastSeenAt = Now, Version = 1, Count = 1 };

    private static Problem AsShown => Shown with { Shown = Shown.Shown with { RepliesVersion = Shown.Version } };

    private static readonly Problem Shown = New with
    {
        Shown = new ShownInSlack { Channel = "C1", Ts = "1.1", Version = 1, RepliesVersion = 2, Opening = 1, Count = 1, At = Now.AddMinutes(-5) },
    };

    [Fact]
    public void A_problem_that_Slack_does_not_show_is_posted() => NotifierPolicy.Decide(New, Now).ShouldBe(Showing.Post);

    [Fact]
    public void One_that_Slack_shows_as_it_is_is_left_alone() => NotifierPolicy.Decide(AsShown, Now).ShouldBe(Showing.Nothing);

    [Fact]
    public void One_whose_message_is_right_gets_its_thread() =>
        NotifierPolicy.Decide(AsShown with { Shown = AsShown.Shown with { RepliesVersion = 0 } }, Now).ShouldBe(Showing.Reply);

    [Fact]
    public void A_muted_one_is_not_posted_and_its_return_is_an_edit_only()
    {
        var mute = new ProblemMute("U1", Now, Now.AddHours(1));

        NotifierPolicy.Decide(New with { Muted = mute }, Now).ShouldBe(Showing.Nothing);
        NotifierPolicy.Decide(New with { Muted = mute }, Now.AddHours(1)).ShouldBe(Showing.Post);
        NotifierPolicy.Decide(Shown with { Muted = mute, Version = 3, Opening = 2, OpenedAt = Now, Shown = Shown.Shown with { At = Now.AddHours(-2) } }, Now).ShouldBe(Showing.Edit);
    }

    [Fact]
    public void The_resolution_of_a_muted_one_is_told_if_its_opening_was()
    {
        var muted = Shown.Resolved(Now) with { Version = 2, Muted = new ProblemMute("U1", Now, Now.AddHours(1)) };

        NotifierPolicy.Decide(muted, Now).ShouldBe(Showing.Edit);
        NotifierPolicy.DecideWithoutEdits(muted, Now).ShouldBe(Showing.Post);
        NotifierPolicy.DecideWithoutEdits(muted with { Shown = new ShownInSlack() }, Now).ShouldBe(Showing.Nothing);
    }

    [Fact]
    public void One_that_changed_is_edited() => NotifierPolicy.Decide(Shown with { Version = 2 }, Now).ShouldBe(Showing.Edit);

    [Theory]
    [InlineData(14, Showing.Later)]
    [InlineData(15, Showing.Edit)]
    public void But_not_within_15_seconds(int seconds, object expected) =>
        NotifierPolicy.Decide(Shown with { Version = 2, Shown = Shown.Shown with { At = Now.AddSeconds(-seconds) } }, Now).ShouldBe((Showing)expected);

    [Fact]
    public void A_post_that_was_begun_is_looked_for() =>
        NotifierPolicy.Decide(New with { Shown = new ShownInSlack { PostingAt = Now } }, Now).ShouldBe(Showing.Look);

    [Theory]
    [InlineData(1, Showing.Later)]
    [InlineData(0, Showing.Post)]
    public void After_a_refusal_it_waits(int seconds, object expected) =>
        NotifierPolicy.Decide(New with { Shown = new ShownInSlack { Refusal = new SlackRefusal("e", 1, Now.AddSeconds(seconds)) } }, Now).ShouldBe((Showing)expected);

    [Theory]
    [InlineData(60, Showing.Edit)]
    [InlineData(61, Showing.Post)]
    public void What_comes_back_after_more_than_an_hour_gets_a_message_of_its_own(int minutes, object expected)
    {
        var back = Shown with { Version = 3, Opening = 2, OpenedAt = Now, Shown = Shown.Shown with { At = Now.AddMinutes(-minutes) } };

        NotifierPolicy.Decide(back, Now).ShouldBe((Showing)expected);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(1, 2, true)]
    [InlineData(2, 3, false)]
    [InlineData(2, 4, true)]
    [InlineData(5, 9, false)]
    [InlineData(5, 10, true)]
    [InlineData(5, 4, false)]
    public void Without_edits_a_doubled_count_is_news(int shown, int count, bool isNews) =>
        NotifierPolicy.DecideWithoutEdits(Shown with { Version = 2, Count = count, Shown = Shown.Shown with { Count = shown } }, Now)
            .ShouldBe(isNews ? Showing.Post : Showing.Nothing);

    [Fact]
    public void Without_edits_opening_resolution_and_coming_back_are_news()
    {
        NotifierPolicy.DecideWithoutEdits(New, Now).ShouldBe(Showing.Post);
        NotifierPolicy.DecideWithoutEdits(Shown.Resolved(Now) with { Version = 2 }, Now).ShouldBe(Showing.Post);
        NotifierPolicy.DecideWithoutEdits(Shown.Reopened(Now) with { Version = 3 }, Now).ShouldBe(Showing.Post);
        NotifierPolicy.DecideWithoutEdits(AsShown, Now).ShouldBe(Showing.Nothing);
    }

    [Fact]
    public void Waits_after_refusals_double_from_15_seconds_to_15_minutes()
    {
        var shown = new ShownInSlack();
        var waits = new List<double>();
        for (var n = 0; n < 9; n++)
        {
            shown = shown with { Refusal = NotifierPolicy.Refuse(shown, "channel_not_found", Now) };
            waits.Add((shown.Refusal!.TryAgainAt - Now).TotalSeconds);
        }

        waits.ShouldBe([15, 30, 60, 120, 240, 480, 900, 900, 900]);
    }
}
