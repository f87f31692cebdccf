using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Forwarding;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Tests.Webhooks.Forwarding;

public sealed class ForwardTests
{
    [Fact]
    public async Task Delivers_what_waits_each_group_in_its_order()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 5, each: 7);
        await using var app = await scenario.AppAsync();

        await app.ForwardAsync();

        scenario.ShouldAllHaveArrivedOnceInOrder(5, 7);
        scenario.Queue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_target_gets_the_message_of_somebody_else_as_it_is_with_its_message_id()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Queue.Seed(new SeedMessage("{\"a\": 1}") { GroupId = "g", MessageId = "5c1f0a4e-0000-4000-8000-000000000001" });
        await using var app = await scenario.AppAsync();

        await app.ForwardAsync();

        var delivery = scenario.Target.Taken.ShouldHaveSingleItem();
        delivery.Body.ShouldBe("{\"a\": 1}");
        delivery.Id.ShouldBe("5c1f0a4e-0000-4000-8000-000000000001");
        delivery.Headers["Content-Type"].ShouldBe("application/json");
    }

    [Fact]
    public async Task A_route_whose_trouble_cannot_be_told_does_not_keep_the_run_waiting()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        var gate = new StoreGate();
        await using var app = await scenario.AppAsync(services: gate.Attach);
        scenario.Stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Status = 403, Code = "AccessDenied" });
        gate.Fails = static name => name.StartsWith("changed/", StringComparison.Ordinal);

        // The clock stands still: a run that waits for its time to be up never ends.
        var run = app.Get<Forwarder>().RunAsync(default).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        (await Should.ThrowAsync<IOException>(run)).Message.ShouldContain("The store is away");
    }

    [Fact]
    public async Task What_fails_once_is_tried_again_and_nothing_of_its_group_overtakes_it()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 2, each: 4);
        var failures = 2;
        scenario.Target.Answer = (delivery, response) =>
        {
            response.StatusCode = delivery.Body == ForwardScenario.Body(0, 1) && failures-- > 0 ? 500 : 200;
            return Task.CompletedTask;
        };
        await using var app = await scenario.AppAsync();

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(1));

        scenario.ShouldAllHaveArrivedOnceInOrder(2, 4);
        scenario.Queue.Messages.ShouldBeEmpty();
        scenario.DeadLetters.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_fails_too_often_goes_to_the_dead_letter_queue_and_its_group_goes_on()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 4);
        scenario.Target.Answer = (delivery, response) =>
        {
            response.StatusCode = delivery.Body == ForwardScenario.Body(0, 1) ? 500 : 200;
            return response.WriteAsync("no such customer");
        };
        await using var app = await scenario.AppAsync();

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(2));

        scenario.Target.Taken.Select(static d => d.Body).ShouldBe([ForwardScenario.Body(0, 0), ForwardScenario.Body(0, 2), ForwardScenario.Body(0, 3)]);
        var dead = scenario.DeadLetters.Messages.ShouldHaveSingleItem();
        dead.Body.ShouldBe(ForwardScenario.Body(0, 1));
        scenario.Target.Attempts.Count(static d => d.Status == 500).ShouldBe(5);
    }

    [Fact]
    public async Task The_next_goes_out_only_after_SQS_confirmed_that_the_one_before_it_is_deleted()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 3);
        scenario.Stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "DeleteMessageBatch", Times = 3 });
        await using var app = await scenario.AppAsync();

        await app.ForwardAsync();
        scenario.Target.Attempts.ShouldHaveSingleItem();
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(7));

        scenario.Target.Taken.Select(static d => d.Body).ShouldBe([ForwardScenario.Body(0, 0), ForwardScenario.Body(0, 0), ForwardScenario.Body(0, 1), ForwardScenario.Body(0, 2)]);
    }

    [Fact]
    public async Task With_Block_it_stays_until_it_succeeds_and_the_others_go_on()
    {
        await using var scenario = await ForwardScenario.StartAsync(maxReceiveCount: null);
        scenario.Seed(groups: 2, each: 3);
        var refuses = true;
        scenario.Target.Answer = (delivery, response) =>
        {
            response.StatusCode = refuses && delivery.Body == ForwardScenario.Body(0, 0) ? 500 : 200;
            return Task.CompletedTask;
        };
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:OnFailure"] = "Block" });
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(10));

        scenario.Target.Taken.Select(static d => d.Body).ShouldBe([.. Enumerable.Range(0, 3).Select(static n => ForwardScenario.Body(1, n))]);

        refuses = false;
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(16));

        scenario.ShouldAllHaveArrivedOnceInOrder(2, 3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task A_hopeless_answer_moves_it_at_once_with_the_reason(int status)
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 2);
        scenario.Target.Answer = (delivery, response) =>
        {
            response.StatusCode = delivery.Body == ForwardScenario.Body(0, 0) ? status : 200;
            return response.WriteAsync("customer is missing");
        };
        await using var app = await scenario.AppAsync();
        var original = scenario.Queue.Messages[0];

        await app.ForwardAsync();

        scenario.Target.Attempts.Count.ShouldBe(2);
        var dead = scenario.DeadLetters.Messages.ShouldHaveSingleItem();
        dead.Body.ShouldBe(original.Body);
        dead.GroupId.ShouldBe(original.GroupId);
        dead.DeduplicationId.ShouldBe(original.MessageId);
        dead.Attributes["CrossCloudOps"].Text!.ShouldContain($"\"code\":\"HTTP {status}\"");
        dead.Attributes["CrossCloudOps"].Text!.ShouldContain("customer is missing");
        scenario.Queue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_calls_everything_hopeless_is_taken_for_broken()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 20);
        scenario.Target.AnswerWith(400);
        await using var app = await scenario.AppAsync();

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(10));

        scenario.DeadLetters.Messages.Count.ShouldBe(2);

        scenario.Target.AnswerWell();
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(10));

        scenario.Target.Taken.Select(static d => d.Body).ShouldBe(Enumerable.Range(2, 18).Select(static n => ForwardScenario.Body(0, n)));
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 1);
        scenario.Target.Answer = static (_, response) =>
        {
            response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await using var app = await scenario.AppAsync();

        await app.ForwardAsync();

        scenario.Target.Attempts.ShouldAllBe(static d => d.Status == 302);
        scenario.Queue.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_target_in_a_private_network_is_refused_unless_it_is_allowed()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 1);
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:AllowPrivateTargets"] = "false", ["Route:TargetUrl"] = "https://localhost:1/orders" });

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(1));
        await app.NotifyAsync();

        scenario.Target.Attempts.ShouldBeEmpty();
        scenario.Stack.OnlyShown.Says().ShouldContain("Webhooks__Routes__Orders__AllowPrivateTargets");
    }

    [Fact]
    public async Task A_target_among_the_clouds_own_endpoints_is_refused_whatever_is_allowed()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 1);
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:TargetUrl"] = "http://169.254.169.254/orders" });

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(1));
        await app.NotifyAsync();

        var said = scenario.Stack.OnlyShown.Says();
        said.ShouldContain("169.254.169.254 is never allowed (link-local)");
        said.ShouldNotContain("AllowPrivateTargets");
    }
}
