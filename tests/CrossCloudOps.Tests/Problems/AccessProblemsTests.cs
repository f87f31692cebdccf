using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Problems;

public sealed class AccessProblemsTests
{
    private const string Address = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dlq";

    private static readonly AwsFailure Throttled = new("RequestThrottled", "Slow down.", IsTransient: true, IsCertain: true);
    private static readonly AwsFailure Denied = new("AccessDenied", "Not you.", IsTransient: false, IsCertain: true);

    [Fact]
    public async Task What_passes_by_itself_is_a_problem_only_when_it_was_met_three_times_in_a_row()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        await FailAsync(app, Throttled, times: 2);
        await app.NotifyAsync();
        var afterTwo = stack.Shown.Count;
        await FailAsync(app, Throttled);
        await app.NotifyAsync();

        afterTwo.ShouldBe(0);
        stack.OnlyShown.Says().ShouldContain("`RequestThrottled` Slow down.");
    }

    [Fact]
    public async Task A_success_between_begins_the_count_anew()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        await FailAsync(app, Throttled, times: 2);
        await app.Get<AccessProblems>().SucceededAsync(Address, default);
        await FailAsync(app, Throttled, times: 2);
        await app.NotifyAsync();

        stack.Shown.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_problem_that_another_instance_opened_is_resolved_within_minutes()
    {
        await using var stack = await Stack.StartAsync();
        await using var one = await AppInstance.StartAsync(stack);
        await using var other = await AppInstance.StartAsync(stack);
        await one.Get<AccessProblems>().SucceededAsync(Address, default);
        await FailAsync(other, Denied);
        await one.NotifyAsync();

        stack.Time.Advance(TimeSpan.FromMinutes(6));
        await one.Get<AccessProblems>().SucceededAsync(Address, default);
        await one.NotifyAsync();

        stack.OnlyShown.Text.ShouldEndWith(": resolved");
    }

    [Fact]
    public async Task What_comes_back_more_than_an_hour_later_gets_a_message_of_its_own()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await FailAsync(app, Denied);
        await app.NotifyAsync();
        await app.Get<AccessProblems>().SucceededAsync(Address, default);
        stack.Time.Advance(TimeSpan.FromSeconds(20));
        await app.NotifyAsync();

        stack.Time.Advance(TimeSpan.FromMinutes(61));
        await FailAsync(app, Denied);
        await app.NotifyAsync();

        stack.Shown.Count.ShouldBe(2);
        stack.Shown[0].Text.ShouldEndWith(": resolved");
        stack.Shown[1].Says().ShouldContain("`AccessDenied` Not you.");
    }

    [Theory]
    [InlineData("access.open.json", false)]
    [InlineData("access.resolved.json", true)]
    public async Task The_message_is_as_it_was_approved(string file, bool resolved)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var kind = app.Get<AccessProblems>();
        var at = stack.Time.GetUtcNow();
        await kind.FailedAsync(
            "queue orders-dlq", Address, Denied with { Message = "User: arn:aws:iam::123456789012:role/ops is not authorized to perform: sqs:receivemessage." }, channel: null, default);
        var problem = (await app.Get<ProblemBook>().ReadAsync((await app.Store.ListAsync("problems/", default).ToListAsync()).Single().Name["problems/".Length..], default))!;

        var message = await kind.ComposeAsync(resolved ? problem.Resolved(at.AddHours(3)) : problem, at.AddHours(4), default);

        SlackApproved.ShouldBe(file, message);
    }

    private static async Task FailAsync(AppInstance app, AwsFailure failure, int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            await app.Get<AccessProblems>().FailedAsync("queue orders-dlq", Address, failure, channel: null, default);
        }
    }
}
