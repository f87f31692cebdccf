using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Webhooks.Forwarding;
using CrossCloudOps.Tests.Webhooks.Spooling;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Webhooks;

/// <summary>From the sender's request to the target's.</summary>
public sealed class WholeWayTests
{
    private const string Secret = "It's a Secret to Everybody";
    private const string ForwardingSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task The_target_gets_what_the_sender_sent_under_the_senders_id_and_signed()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync(new Dictionary<string, string?>
        {
            ["Route:Signature:Scheme"] = "GitHub",
            ["Route:Signature:Secrets:0"] = Secret,
            ["Route:KeepHeaders:0"] = "X-GitHub-Event",
            ["Route:ForwardingSecrets:0"] = ForwardingSecret,
        });
        byte[] body = [.. "{\"action\" :  \"opened\"}\n"u8, 0, 0xff, 0x1b];

        var answer = await PostAsync(app, "Orders", body, "application/json; charset=utf-8",
            ("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}"),
            ("X-GitHub-Event", "issues"), ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"), ("X-Other", "stays here"));
        await app.ForwardAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var delivery = scenario.Target.Taken.ShouldHaveSingleItem();
        delivery.Bytes.ShouldBe(body);
        delivery.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        delivery.Headers["X-GitHub-Event"].ShouldBe("issues");
        delivery.Headers.Keys.ShouldNotContain("X-Other");
        delivery.Id.ShouldBe("72d3162e-cc78-11e3-81ab-4c9367dc0958");
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{delivery.Id}.{delivery.Headers["webhook-timestamp"]}."), .. body];
        delivery.Headers["webhook-signature"].ShouldBe($"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(ForwardingSecret[6..]), signed))}");
    }

    [Fact]
    public async Task A_kept_header_that_is_not_ASCII_goes_on_to_the_target()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:KeepHeaders:0"] = "X-Customer" });
        scenario.Queue.Seed(new SeedMessage("{}") { GroupId = "g", Attributes = new Dictionary<string, SqsAttributeValue> { ["X-Customer"] = "Jürgen 🚚" } });

        await app.ForwardAsync();

        scenario.Target.Taken.ShouldHaveSingleItem().Headers["X-Customer"].ShouldBe("Jürgen 🚚");
    }

    [Fact]
    public async Task A_body_that_is_too_large_for_the_queue_goes_through_the_bucket()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Stack.S3.CreateBucket("bodies");
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Webhooks:LargeBodyBucket"] = "bodies", ["Route:MaxBodyBytes"] = "5000000" });
        var body = Enumerable.Range(0, 4_000_000).Select(static n => (byte)(n * 7)).ToArray();

        (await PostAsync(app, "Orders", body, "application/octet-stream")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await app.ForwardAsync();

        scenario.Stack.S3.Bucket("bodies").Keys.ShouldHaveSingleItem().ShouldBe($"webhooks/Orders/{Convert.ToHexStringLower(SHA256.HashData(body))}");
        scenario.Target.Taken.ShouldHaveSingleItem().Bytes.ShouldBe(body);
    }

    [Fact]
    public async Task A_body_that_the_bucket_does_not_take_is_not_accepted()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Webhooks:LargeBodyBucket"] = "not-there", ["Route:MaxBodyBytes"] = "5000000" });

        (await PostAsync(app, "Orders", new byte[2_000_000], "application/octet-stream")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        scenario.Queue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_comes_while_SQS_is_down_reaches_the_target_in_order_before_what_comes_later()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync(services: static s => s.AddSingleton(SpoolScenario.Unpaced));
        scenario.Stack.Sqs.Deny(scenario.Queue.Name);
        var answers = new List<string>();
        foreach (var n in Enumerable.Range(0, 5))
        {
            using var answer = await PostAsync(app, "Orders", Encoding.UTF8.GetBytes(ForwardScenario.Body(0, n)), "application/json");
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        scenario.Stack.Sqs.Allow(scenario.Queue.Name);
        (await PostAsync(app, "Orders", Encoding.UTF8.GetBytes(ForwardScenario.Body(0, 5)), "application/json")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await app.DrainAsync();
        (await PostAsync(app, "Orders", Encoding.UTF8.GetBytes(ForwardScenario.Body(0, 6)), "application/json")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await app.ForwardAsync();

        answers.ShouldAllBe(static a => a == "{\"spooled\":true}");
        scenario.ShouldAllHaveArrivedOnceInOrder(1, 7);
    }

    [Fact]
    public async Task The_settings_in_the_documents_for_a_queue_in_front_of_an_app_do_what_is_said_there()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        var queue = scenario.Stack.Sqs.CreateQueue("sqs-hook.fifo", new Dictionary<string, string> { ["ContentBasedDeduplication"] = "true" });
        var settings = DocumentedSettings("Webhooks__Routes__SqsHook");
        settings["Webhooks:Routes:SqsHook:QueueUrl"] = queue.Url;
        settings["Webhooks:Routes:SqsHook:TargetUrl"] = scenario.Target.Url.ToString();
        settings["Webhooks:Routes:SqsHook:AllowPrivateTargets"] = "true";
        await using var app = await AppInstance.StartAsync(scenario.Stack, settings);

        await PostAsync(app, "sqs-hook", "{\"n\": 1}"u8.ToArray(), "application/json");
        await PostAsync(app, "sqs-hook", "{\"n\": 1}"u8.ToArray(), "application/json");
        await PostAsync(app, "sqs-hook", "{\"n\": 2}"u8.ToArray(), "application/json");

        queue.Messages.Select(static m => (m.Body, m.GroupId)).ShouldBe([("{\"n\": 1}", "sqs-hook"), ("{\"n\": 2}", "sqs-hook")]);
        await app.ForwardAsync();
        scenario.Target.Taken.Select(static d => d.Body).ShouldBe(["{\"n\": 1}", "{\"n\": 2}"]);
    }

    private static Dictionary<string, string?> DocumentedSettings(string prefix) =>
        File.ReadAllLines(SourceTree.Path("docs", "features", "webhooks.md"))
            .Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
            .Select(static line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(static pair => pair[0].Replace("__", ":", StringComparison.Ordinal), static string? (pair) => pair[1]);

    private static async Task<HttpResponseMessage> PostAsync(AppInstance app, string path, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, $"/api/hooks/{path}")) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request);
    }
}
