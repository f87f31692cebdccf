using System.Text;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks;

namespace CrossCloudOps.Tests.Webhooks.Forwarding;

public sealed class LargeBodyTests
{
    private static readonly Dictionary<string, string?> WithBucket = new() { ["Webhooks:LargeBodyBucket"] = "bodies" };

    [Fact]
    public async Task A_body_from_the_bucket_is_delivered_byte_for_byte()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Stack.S3.CreateBucket("bodies");
        await using var app = await scenario.AppAsync(WithBucket);
        var body = Enumerable.Range(0, 2_000_000).Select(static n => (byte)n).ToArray();
        await StoreAsync(scenario, app, body);

        await app.ForwardAsync();

        scenario.Target.Taken.ShouldHaveSingleItem().Bytes.ShouldBe(body);
    }

    [Fact]
    public async Task One_whose_body_is_gone_is_a_dead_letter_at_once_that_says_so()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Stack.S3.CreateBucket("bodies");
        await using var app = await scenario.AppAsync(WithBucket);
        scenario.Queue.Seed(Seed(Written("s3://bodies/webhooks/Orders/none")));

        await app.ForwardAsync();

        scenario.Target.Attempts.ShouldBeEmpty();
        scenario.DeadLetters.Messages.ShouldHaveSingleItem().Attributes["CrossCloudOps"].Text!.ShouldContain("not in its bucket any more");
    }

    [Theory]
    [InlineData("s3://secrets/webhooks/Orders/x")]
    [InlineData("s3://bodies/webhooks/Others/x")]
    [InlineData("s3://bodies/pulse/host.json")]
    public async Task An_address_that_is_not_the_routes_own_is_never_read(string address)
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync(WithBucket);
        scenario.Queue.Seed(Seed(Written(address)));

        await app.ForwardAsync();

        scenario.Stack.S3.Calls.Count("GetObject").ShouldBe(0);
        scenario.DeadLetters.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task While_S3_is_down_it_waits()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Stack.S3.CreateBucket("bodies");
        await using var app = await scenario.AppAsync(WithBucket);
        await StoreAsync(scenario, app, new byte[2_000_000]);
        scenario.Stack.S3.Faults.Add(new Fault(FaultKind.Answer) { Operation = "GetObject", Status = 503, Code = "SlowDown" });

        await app.ForwardAsync();
        scenario.Target.Attempts.ShouldBeEmpty();
        scenario.Stack.S3.Faults.Clear();
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(1));

        scenario.Target.Taken.ShouldHaveSingleItem();
        scenario.DeadLetters.Messages.ShouldBeEmpty();
    }

    private static async Task StoreAsync(ForwardScenario scenario, AppInstance app, byte[] body)
    {
        var address = await app.Get<LargeBodies>().StoreAsync(app.Get<WebhookRoutes>().ByKey("Orders")!, body, default);
        scenario.Queue.Seed(Seed(Written(address!)));
    }

    private static QueuedWebhook Written(string address) => WebhookWire.WriteLarge(
        new Webhook { Id = "evt_1", Body = Encoding.UTF8.GetBytes("unused"), ContentType = "application/octet-stream", ReceivedAt = DateTimeOffset.UnixEpoch }, address, "g", "d");

    private static SeedMessage Seed(QueuedWebhook webhook) => new(webhook.Body)
    {
        GroupId = webhook.GroupId,
        Attributes = webhook.Attributes.ToDictionary(static a => a.Key, static a => new SqsAttributeValue("String", a.Value)),
    };
}
