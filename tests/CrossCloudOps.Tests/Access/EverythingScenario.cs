using System.Net.Http.Headers;
using System.Text;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Tests.DeadLetters.Bulk;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Heartbeats;
using CrossCloudOps.Tests.Webhooks;
using CrossCloudOps.Tests.Webhooks.Spooling;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Access;

/// <summary>One app with every feature on, and each kind of thing that it calls AWS for.</summary>
internal sealed class EverythingScenario : IAsyncDisposable
{
    private const string Hooks = "webhooks.fifo";
    private const string Orders = "/aws/lambda/orders";
    private const string Consumers = "/aws/lambda/consumers";
    private const string Tasks = "/ecs/tasks";
    private const string Bodies = "bodies";
    private const string Pulses = "pulses";

    private readonly HttpClient _http = new();

    private EverythingScenario(Stack stack, WebhookTarget target, PulseTarget server) => (Stack, Target, Server) = (stack, target, server);

    public Stack Stack { get; }

    public WebhookTarget Target { get; }

    public PulseTarget Server { get; }

    public AppInstance App { get; private set; } = null!;

    public IReadOnlyList<string> Told => [.. Stack.Shown.Select(static message => message.Says())];

    public bool HasEcho => Stack.S3.Bucket(Pulses).Keys.Contains("echo/web-1.json");

    public static async Task<EverythingScenario> StartAsync()
    {
        var stack = await Stack.StartAsync();
        CreateQueue(stack, "billing.fifo", "billing-dlq.fifo", new() { ["KmsMasterKeyId"] = "arn:aws:kms:eu-central-1:000000000000:key/0b5d0a4c-5c1d-4a55-9a3b-3f6d2f6d3c11" });
        CreateQueue(stack, Hooks, "webhooks-dlq.fifo", []);
        stack.S3.CreateBucket(Bodies);
        stack.S3.CreateBucket(Pulses);
        stack.Logs.CreateGroup(Orders);
        stack.Logs.CreateGroup(Consumers);
        stack.Logs.CreateGroup(Tasks);
        var scenario = new EverythingScenario(stack, await WebhookTarget.StartAsync(stack.Time), await PulseTarget.StartAsync());
        scenario.App = await AppInstance.StartAsync(stack, scenario.Settings, services: static services => services.AddSingleton(SpoolScenario.Unpaced));
        return scenario;
    }

    /// <summary>A dead letter of unknown source, why it failed, and back with it; the same on FIFO queues; then all of a kind.</summary>
    public async Task SendDeadLettersBackAsync()
    {
        Stack.DeadLetterQueue.Seed(Stack.DeadLetter("whose?") with { SourceArn = null });
        Stack.Sqs.Queue("billing-dlq.fifo").Seed(Stack.DeadLetter("bill", "customer-1") with { SourceArn = null });
        await App.CollectAndNotifyAsync();
        await ScanAsync();
        await App.PressAsync(SendBackAction.Id, on: Card("whose?"));
        await App.PressAsync(SendBackAction.Id, on: Card("bill"));
        Stack.SeedMany(12);
        await App.SettleAsync(rounds: 1);
        await App.PressAsync(SendBackAllAction.Id, on: Card("OrderPlaced"));
        await Stack.RunBulkToItsEndAsync(App);
    }

    /// <summary>A small one, one that its target takes late, one that it never will, a large one, and a large one whose body is lost.</summary>
    public async Task DeliverWebhooksAsync()
    {
        var refusals = 0;
        Target.Answer = (delivery, response) =>
        {
            response.StatusCode = delivery.Body switch
            {
                "hopeless" => 422,
                "late" when refusals++ == 0 => 500,
                _ => 200,
            };
            return Task.CompletedTask;
        };
        await PostAsync("small");
        await PostAsync("late");
        await PostAsync("hopeless");
        await PostAsync(new string('l', 2_000_000));
        await ForwardAsync();
        await PostAsync(new string('g', 2_000_000));
        Stack.S3.Bucket(Bodies).Remove(Stack.S3.Bucket(Bodies).Objects.Single(static one => one.Text.StartsWith('g')).Key);
        await ForwardAsync();
    }

    /// <summary>What comes while SQS is away waits for it; then the target is away for a while.</summary>
    public async Task SpoolAndProbeAsync()
    {
        Stack.Sqs.Deny(Hooks);
        await PostAsync("spooled");
        Stack.Sqs.Allow(Hooks);
        await App.DrainAsync();
        await Target.DownAsync();
        await ForwardAsync();
        await Target.UpAsync();
        await ForwardAsync();
    }

    public async Task PostAsync(string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        using var response = await _http.PostAsync(new Uri(App.Address, "/api/hooks/Orders"), content);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    public async Task ForwardAsync(int rounds = 8)
    {
        for (var round = 0; round < rounds; round++)
        {
            await App.ForwardAsync();
            Stack.Time.Advance(TimeSpan.FromSeconds(15));
        }
    }

    /// <summary>Errors in a group that is named and in one that a prefix finds, with what is around them.</summary>
    public async Task ScanAsync()
    {
        var at = Stack.Time.GetUtcNow();
        Stack.Logs.Group(Orders).Put("stream", "ERROR in orders", at - TimeSpan.FromSeconds(20));
        Stack.Logs.Group(Tasks).Put("stream", "ERROR in tasks", at - TimeSpan.FromSeconds(20));
        Stack.Time.Advance(TimeSpan.FromMinutes(1));
        await App.ScanAsync();
    }

    /// <summary>A server pulses, is asked, and its echo is written.</summary>
    public async Task WatchHeartbeatsAsync()
    {
        Stack.S3.Bucket(Pulses).Seed("pulse/web-1.json", $$"""{"url": "http://127.0.0.1:{{Server.Port}}/health", "body": "ok"}""");
        await App.Get<HeartbeatRound>().RunAsync(default);
    }

    /// <summary>Until Slack shows everything.</summary>
    public async Task NotifyAsync()
    {
        for (var runs = 0; runs < 3; runs++)
        {
            Stack.Time.Advance(TimeSpan.FromSeconds(16));
            await App.NotifyAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.DisposeAsync();
        await Target.DisposeAsync();
        await Server.DisposeAsync();
        await Stack.DisposeAsync();
    }

    private Dictionary<string, string?> Settings => new()
    {
        ["DeadLetters:Queues:0:LogGroups:0"] = Consumers,
        ["DeadLetters:Queues:1:Url"] = Stack.Sqs.Queue("billing-dlq.fifo").Url,
        ["DeadLetters:RedriveRate"] = "0",
        ["Webhooks:LargeBodyBucket"] = Bodies,
        ["Webhooks:Routes:Orders:QueueUrl"] = Stack.Sqs.Queue(Hooks).Url,
        ["Webhooks:Routes:Orders:TargetUrl"] = Target.Url.ToString(),
        ["Webhooks:Routes:Orders:AllowPrivateTargets"] = "true",
        ["Webhooks:Routes:Orders:Signature:Scheme"] = "None",
        ["Webhooks:Routes:Orders:MaxBodyBytes"] = "5000000",
        // The clock runs much faster than real calls do.
        ["Webhooks:Routes:Orders:Timeout"] = "00:05:00",
        ["Logs:Groups:0:Name"] = Orders,
        ["Logs:Groups:1:Prefix"] = "/ecs/",
        ["Heartbeats:Bucket"] = Pulses,
        ["Heartbeats:AllowPrivateTargets"] = "true",
    };

    private PostedMessage Card(string text) => Stack.Shown.Last(message => message.Text.Contains(text, StringComparison.Ordinal));

    private static void CreateQueue(Stack stack, string name, string deadLetterQueue, Dictionary<string, string> attributes)
    {
        attributes["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{stack.Sqs.CreateQueue(deadLetterQueue).Arn}}","maxReceiveCount":"8"}""";
        stack.Sqs.CreateQueue(name, attributes);
    }
}
