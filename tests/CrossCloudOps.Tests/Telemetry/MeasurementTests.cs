using System.Diagnostics;
using CrossCloudOps.Emulators;
using CrossCloudOps.Status;
using CrossCloudOps.Telemetry;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Heartbeats;
using CrossCloudOps.Tests.Logs;
using CrossCloudOps.Tests.Webhooks.Forwarding;

namespace CrossCloudOps.Tests.Telemetry;

/// <summary>What the app measures of its work.</summary>
public sealed class MeasurementTests
{
    private const string Secret = "hunter2-is-nobodys-business";

    [Fact]
    public async Task A_dead_letter_that_is_collected_and_sent_back_is_counted_under_its_queues()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        using var telemetry = new TelemetryReading(app);
        stack.Seed("{}");

        await app.RunFunctionAsync("CollectDeadLetters");
        await app.NotifyAsync();
        await app.SendBackAsync();

        telemetry.Sum("crosscloudops.dead_letters.collected", ("queue", "orders-dlq")).ShouldBe(1);
        telemetry.Sum("crosscloudops.dead_letters.redriven", ("queue", "orders"), ("result", "sent")).ShouldBe(1);
        telemetry.ValuesOf("crosscloudops.function.duration", ("function", "CollectDeadLetters"), ("result", "ok")).ShouldHaveSingleItem();
        telemetry.ValuesOf("crosscloudops.function.duration", ("function", "SlackInteractions"), ("result", "ok")).ShouldHaveSingleItem();
        telemetry.ValuesOf("crosscloudops.slack.call.duration", ("method", "chat.postMessage"), ("result", "ok")).ShouldNotBeEmpty();
        var queue = telemetry.Spans.Where(static s => s.OperationName == "dead_letters.collect").ShouldHaveSingleItem();
        queue.Parent!.OperationName.ShouldBe("function.run");
        queue.GetTagItem("queue").ShouldBe("orders-dlq");
    }

    [Fact]
    public async Task What_Send_back_all_sends_is_counted_one_by_one()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        using var telemetry = new TelemetryReading(app);
        stack.Seed(Enumerable.Repeat("{}", 12));
        await app.CollectAndNotifyAsync();

        await app.PressAsync("dead-letters.send-back-all");
        await app.SettleAsync(rounds: 20);

        stack.SourceQueue.Messages.Count.ShouldBe(12, stack.Log.ToString());
        telemetry.Sum("crosscloudops.dead_letters.redriven", ("queue", "orders"), ("result", "sent")).ShouldBe(12);
    }

    [Fact]
    public async Task A_queue_that_cannot_be_read_is_a_span_that_failed()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        using var telemetry = new TelemetryReading(app);
        stack.Sqs.Deny(stack.DeadLetterQueue.Name);

        await app.CollectAsync();

        var span = telemetry.Spans.Where(static s => s.OperationName == "dead_letters.collect").ShouldHaveSingleItem();
        span.Status.ShouldBe(ActivityStatusCode.Error);
        span.GetTagItem("error.type").ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Webhooks_are_counted_as_they_come_in_are_refused_are_spooled_and_go_out()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:Signature:Scheme"] = "Bearer", ["Route:Signature:Secrets:0"] = Secret });
        using var telemetry = new TelemetryReading(app);

        await PostAsync(app, "Orders", Secret);
        await PostAsync(app, "Orders", "somebody else");
        await PostAsync(app, "nowhere", Secret);
        await app.ForwardAsync();
        scenario.Stack.Sqs.Deny(scenario.Queue.Name);
        await PostAsync(app, "Orders", Secret);

        telemetry.Sum("crosscloudops.webhooks.received", ("route", "Orders"), ("status", "202")).ShouldBe(2);
        telemetry.Sum("crosscloudops.webhooks.received", ("route", "Orders"), ("status", "401")).ShouldBe(1);
        telemetry.Sum("crosscloudops.webhooks.received", ("route", "none"), ("status", "404")).ShouldBe(1);
        telemetry.Sum("crosscloudops.webhooks.spooled", ("route", "Orders")).ShouldBe(1);
        telemetry.Sum("crosscloudops.webhooks.forwarded", ("route", "Orders")).ShouldBe(1);
        telemetry.ValuesOf("crosscloudops.webhooks.delivery.duration", ("route", "Orders"), ("result", "delivered"), ("code", "HTTP 200")).ShouldHaveSingleItem();
        telemetry.ValuesOf("crosscloudops.webhooks.delivery.latency", ("route", "Orders")).ShouldHaveSingleItem().ShouldBeGreaterThanOrEqualTo(0);
        telemetry.ValuesOf("crosscloudops.webhooks.head.age", ("route", "Orders"))[^1].ShouldBe(0);
        telemetry.Spans.Where(static s => s.OperationName == "webhooks.deliver").ShouldHaveSingleItem().GetTagItem("route").ShouldBe("Orders");
        telemetry.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_scan_says_how_much_was_read_and_found_and_how_far_it_is()
    {
        await using var scenario = await LogScenario.StartAsync();
        using var telemetry = new TelemetryReading(scenario.App);
        var line = $"ERROR the password is {Secret} 🚚";
        scenario.Put(line);

        await scenario.ScanAsync();

        telemetry.Sum("crosscloudops.logs.scanned", ("log_group", LogScenario.Orders)).ShouldBe(1);
        telemetry.Sum("crosscloudops.logs.scanned.size", ("log_group", LogScenario.Orders)).ShouldBe(System.Text.Encoding.UTF8.GetByteCount(line));
        telemetry.Sum("crosscloudops.logs.errors", ("log_group", LogScenario.Orders)).ShouldBe(1);
        telemetry.ValuesOf("crosscloudops.logs.cursor.age", ("log_group", LogScenario.Orders))[^1].ShouldBeInRange(0, 3600);
        telemetry.Spans.Where(static s => s.OperationName == "logs.scan").ShouldNotBeEmpty();
        telemetry.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Log_groups_of_a_prefix_are_one_in_the_metrics()
    {
        await using var scenario = await LogScenario.StartAsync(new Dictionary<string, string?> { ["Groups:0:Name"] = null, ["Groups:0:Prefix"] = "/aws/lambda/" });
        using var telemetry = new TelemetryReading(scenario.App);
        scenario.Logs.CreateGroup("/aws/lambda/payments");
        scenario.Put("ERROR one");
        scenario.Put("ERROR two", group: "/aws/lambda/payments");

        await scenario.ScanAsync();

        telemetry.All.Where(static m => m.Instrument == "crosscloudops.logs.errors").Select(static m => m.Tags["log_group"]).Distinct().ShouldBe(["/aws/lambda/*"]);
    }

    [Fact]
    public async Task Heartbeats_are_counted_by_how_they_stand_without_their_names()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        using var telemetry = new TelemetryReading(scenario.App);
        scenario.Keep("web-1");

        await scenario.MinutesAsync(2);

        telemetry.ValuesOf("crosscloudops.heartbeats.watched", ("standing", "Fine"))[^1].ShouldBe(1);
        telemetry.ValuesOf("crosscloudops.heartbeats.check.duration", ("result", "ok")).ShouldHaveSingleItem();
        telemetry.ValuesOf("crosscloudops.heartbeats.pulse.age")[^1].ShouldBeInRange(0, 120);
        telemetry.Text.ShouldNotContain("web-1");
    }

    [Fact]
    public async Task A_call_that_Slack_puts_off_is_told_as_such()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        using var telemetry = new TelemetryReading(app);
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "chat.postMessage", Status = 429, RetryAfter = 40, Times = 1 });
        stack.Seed("{}");

        await app.CollectAndNotifyAsync();

        telemetry.ValuesOf("crosscloudops.slack.call.duration", ("method", "chat.postMessage"), ("result", "rate_limited")).ShouldHaveSingleItem();
        telemetry.Spans.Where(static s => s.OperationName == "slack.call" && s.Status == ActivityStatusCode.Error).ShouldHaveSingleItem().GetTagItem("error.type").ShouldBe("RateLimited");
    }

    [Fact]
    public async Task Nothing_of_a_dead_letter_is_in_the_telemetry()
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await AppInstance.StartAsync(stack);
        using var telemetry = new TelemetryReading(app);
        stack.DeadLetterQueue.Seed(stack.DeadLetter($$"""{"type":"{{Secret}}","error":"{{Secret}}"}""", group: Secret));

        await app.RunFunctionAsync("CollectDeadLetters");
        await app.RunFunctionAsync("Notify");
        await app.SendBackAsync();

        telemetry.Spans.Count.ShouldBeGreaterThan(3);
        telemetry.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_run_that_throws_is_told_by_the_kind_of_its_exception_alone()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        using var telemetry = new TelemetryReading(app);

        await Should.ThrowAsync<InvalidOperationException>(app.Get<FunctionRuns>().RunAsync("ScanLogs", static _ => throw new InvalidOperationException(Secret), default));

        telemetry.ValuesOf("crosscloudops.function.duration", ("function", "ScanLogs"), ("result", "failed")).ShouldHaveSingleItem();
        telemetry.Spans.ShouldHaveSingleItem().GetTagItem("error.type").ShouldBe(nameof(InvalidOperationException));
        telemetry.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Only_runs_in_which_something_happened_are_traced_to_the_outside()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        using var telemetry = new TelemetryReading(app);
        using var idle = new IdleTraces();

        await app.RunFunctionAsync("CollectDeadLetters");
        var looked = telemetry.Spans;
        stack.Seed("{}");
        await app.RunFunctionAsync("CollectDeadLetters");
        var collected = telemetry.Spans.Skip(looked.Count).ToList();
        foreach (var span in telemetry.Spans)
        {
            idle.OnEnd(span);
        }

        looked.Count.ShouldBe(2);
        looked.ShouldAllBe(static s => !s.Recorded);
        collected.Select(static s => s.OperationName).ShouldBe(["dead_letters.collect", "slack.call", "function.run"]);
        collected.ShouldAllBe(s => s.Recorded && s.TraceId == collected[0].TraceId);
    }

    private static async Task PostAsync(AppInstance app, string path, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, $"/api/hooks/{path}")) { Content = new StringContent($$"""{"note":"{{Secret}}"}""") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await http.SendAsync(request);
    }
}
