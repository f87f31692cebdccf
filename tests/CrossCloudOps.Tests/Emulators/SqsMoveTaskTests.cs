using System.Net;
using System.Text.Json;
using CrossCloudOps.Emulators.Sqs;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SqsMoveTaskTests : SqsWire
{
    [Fact]
    public async Task Dead_letters_go_back_to_where_they_came_from_as_new_messages()
    {
        var (dead, orders, other) = Create();
        dead.Seed(
            new SeedMessage("order") { SourceArn = orders.Arn, MessageId = "old", ReceiveCount = 4, GroupId = "tenant" },
            new SeedMessage("else") { SourceArn = other.Arn });

        await StartAsync(dead);

        dead.Messages.ShouldBeEmpty();
        var order = orders.Messages.ShouldHaveSingleItem();
        order.Body.ShouldBe("order");
        order.GroupId.ShouldBe("tenant");
        order.MessageId.ShouldNotBe("old");
        order.ReceiveCount.ShouldBe(0);
        order.SourceArn.ShouldBeNull();
        other.Messages.ShouldHaveSingleItem().Body.ShouldBe("else");
        var task = (await TasksAsync(dead))[0];
        task.GetProperty("Status").GetString().ShouldBe("COMPLETED");
        task.GetProperty("ApproximateNumberOfMessagesMoved").GetInt32().ShouldBe(2);
        task.TryGetProperty("TaskHandle", out _).ShouldBeFalse();
        task.TryGetProperty("DestinationArn", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_task_keeps_to_its_rate_and_can_be_cancelled()
    {
        var (dead, orders, _) = Create();
        dead.Seed(Enumerable.Range(0, 10).Select(number => new SeedMessage($"{number}")));

        var handle = await StartAsync(dead, $$""", "DestinationArn": "{{orders.Arn}}", "MaxNumberOfMessagesPerSecond": 2""");
        orders.Messages.Count.ShouldBe(2);
        Clock.Advance(TimeSpan.FromSeconds(2));
        orders.Messages.Count.ShouldBe(6);
        (await RefusedAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{dead.Arn}}"}""")).ShouldBe("InvalidParameterValue");
        (await TasksAsync(dead))[0].GetProperty("TaskHandle").GetString().ShouldBe(handle);

        var cancelled = await JsonAnswerAsync("CancelMessageMoveTask", $$"""{"TaskHandle":"{{handle}}"}""");
        Clock.Advance(TimeSpan.FromMinutes(1));

        cancelled.GetProperty("ApproximateNumberOfMessagesMoved").GetInt32().ShouldBe(6);
        dead.Messages.Count.ShouldBe(4);
        (await TasksAsync(dead))[0].GetProperty("Status").GetString().ShouldBe("CANCELLED");
    }

    [Fact]
    public async Task A_task_that_cannot_go_on_leaves_the_messages_where_they_are()
    {
        var (dead, orders, _) = Create();
        dead.Seed(new SeedMessage("known") { SourceArn = orders.Arn }, new SeedMessage("unknown"));

        await StartAsync(dead);

        dead.Messages.ShouldHaveSingleItem().Body.ShouldBe("unknown");
        var task = (await TasksAsync(dead))[0];
        task.GetProperty("Status").GetString().ShouldBe("FAILED");
        task.GetProperty("FailureReason").GetString().ShouldBe("CouldNotDetermineMessageSource");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var (dead, orders, _) = Create();

        (await RefusedAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{orders.Arn}}"}""")).ShouldBe("InvalidParameterValue");
        (await RefusedAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{dead.Arn}}x"}""")).ShouldBe("ResourceNotFoundException");
        (await RefusedAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{dead.Arn}}","DestinationArn":"{{dead.Arn}}x"}"""))
            .ShouldBe("ResourceNotFoundException");
        (await RefusedAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{dead.Arn}}","MaxNumberOfMessagesPerSecond":501}"""))
            .ShouldBe("InvalidParameterValue");
        (await RefusedAsync("CancelMessageMoveTask", """{"TaskHandle":"foobared"}""")).ShouldBe("InvalidParameterValue");
    }

    [Fact]
    public async Task The_Query_protocol_has_them_too()
    {
        var (dead, orders, _) = Create();
        dead.Seed(new SeedMessage("order") { SourceArn = orders.Arn });

        await QueryAnswerAsync("/", ("Action", "StartMessageMoveTask"), ("SourceArn", dead.Arn));
        var tasks = await QueryAnswerAsync("/", ("Action", "ListMessageMoveTasks"), ("SourceArn", dead.Arn));

        tasks.Element("ListMessageMoveTasksResultEntry")!.Element("Status")!.Value.ShouldBe("COMPLETED");
        Emulator.Calls.Count("StartMessageMoveTask", "dead").ShouldBe(1);
    }

    private (QueueAccess Dead, QueueAccess Orders, QueueAccess Other) Create()
    {
        var dead = Emulator.CreateQueue("dead");
        var policy = new Dictionary<string, string>
        {
            ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":4}""",
        };
        return (dead, Emulator.CreateQueue("orders", policy), Emulator.CreateQueue("other", policy));
    }

    private async Task<string> StartAsync(QueueAccess source, string more = "") =>
        (await JsonAnswerAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{source.Arn}}"{{more}}}""")).GetProperty("TaskHandle").GetString()!;

    private async Task<JsonElement> TasksAsync(QueueAccess source) =>
        (await JsonAnswerAsync("ListMessageMoveTasks", $$"""{"SourceArn":"{{source.Arn}}","MaxResults":10}""")).GetProperty("Results");

    private async Task<string> RefusedAsync(string action, string body)
    {
        using var response = await JsonAsync("AmazonSQS." + action, body);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
        return response.Headers.GetValues("x-amzn-query-error").Single().Split(';')[0];
    }
}
