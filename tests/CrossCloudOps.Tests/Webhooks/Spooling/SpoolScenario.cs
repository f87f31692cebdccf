using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Storage;
using CrossCloudOps.Webhooks;
using CrossCloudOps.Webhooks.Receiving;
using CrossCloudOps.Webhooks.Spooling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>One route, <c>orders</c>, with its queue. Webhooks are named <c>group:number</c>, which is their body too.</summary>
internal static class SpoolScenario
{
    public const string RouteKey = "orders";

    private const string QueueName = "order-hooks.fifo";

    /// <summary>No pauses, for which the clock would have to run.</summary>
    public static readonly SpoolLimits Unpaced = new() { BetweenAppends = TimeSpan.Zero };

    /// <summary>Segments that hold two or three webhooks.</summary>
    public static readonly SpoolLimits Short = Unpaced with { Segment = 600 };

    public static QueueAccess HookQueue(this Stack stack) => stack.Sqs.Queue(QueueName);

    /// <summary>What is in the queue, in its order.</summary>
    public static IReadOnlyList<string> Arrived(this Stack stack) => [.. stack.HookQueue().Messages.Select(static m => m.Body)];

    public static void StopSqs(this Stack stack) => stack.Sqs.Deny(QueueName);

    public static void ResumeSqs(this Stack stack) => stack.Sqs.Allow(QueueName);

    public static Task<AppInstance> StartHooksAsync(
        this Stack stack, SpoolLimits? limits = null, CrashPoint? crash = null, Action<IServiceCollection>? services = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>
        {
            [$"Webhooks:Routes:{RouteKey}:QueueUrl"] = stack.Sqs.CreateQueue(QueueName).Url,
            [$"Webhooks:Routes:{RouteKey}:Signature:Scheme"] = "None",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        return AppInstance.StartAsync(stack, all, crash, collection =>
        {
            collection.AddSingleton(limits ?? Unpaced);
            services?.Invoke(collection);
        });
    }

    public static QueuedWebhook Webhook(string name) =>
        new(name, new Dictionary<string, string> { ["webhook"] = $$"""{"id":"{{name}}","at":"2026-01-05T12:00:00+00:00"}""" }, $"group-{name.Split(':')[0]}", $"id-{name}");

    public static Task<PublishResult> PublishAsync(this AppInstance app, string name) => app.PublishAsync(Webhook(name));

    public static Task<PublishResult> PublishAsync(this AppInstance app, QueuedWebhook webhook) =>
        app.Get<WebhookPublisher>().PublishAsync(app.Get<WebhookRoutes>().ByKey(RouteKey)!, webhook, default);

    /// <summary>One after the other, as one sender would.</summary>
    public static async Task SpoolAsync(this AppInstance app, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            (await app.PublishAsync(name)).ShouldBeOfType<PublishResult.Spooled>(name);
        }
    }

    /// <summary><c>a:1</c> and so on, groups taking turns.</summary>
    public static IReadOnlyList<string> Names(int count, int groups = 1) =>
        [.. Enumerable.Range(0, count).Select(n => $"{(char)('a' + (n % groups))}:{(n / groups).ToString("D5", CultureInfo.InvariantCulture)}")];

    /// <summary>Each once, and those of a group in the order of their numbers.</summary>
    public static void ShouldBeInOrder(this IReadOnlyList<string> arrived, string? because = null)
    {
        arrived.ShouldBeUnique(because);
        foreach (var group in arrived.GroupBy(static name => name.Split(':')[0]))
        {
            group.ToList().ShouldBe([.. group.Order(StringComparer.Ordinal)], because);
        }
    }

    public static async Task<IReadOnlyList<string>> DocumentsAsync(this AppInstance app, string prefix) =>
        [.. await app.Store.ListAsync(prefix, default).Select(static d => d.Name).ToListAsync()];

    /// <summary>Nothing is left of a spool that has ended.</summary>
    public static async Task ShouldBeDrainedAsync(this AppInstance app, string? because = null) =>
        (await app.DocumentsAsync("spool/")).Concat(await app.DocumentsAsync("spool-cursor/")).ShouldBeEmpty(customMessage: because);

    /// <summary>Puts the store on a line that a test may disturb: <see cref="LineOf"/>.</summary>
    public static void Interrupt(IServiceCollection services)
    {
        var store = services.Last(static s => s.ServiceType == typeof(IDocumentStore));
        services.AddSingleton<IDocumentStore>(provider => new InterruptedStore((IDocumentStore)store.ImplementationFactory!(provider)));
    }

    public static InterruptedStore LineOf(this AppInstance app) => (InterruptedStore)app.Store;

    /// <summary>Lets a test decide what becomes of a batch.</summary>
    public static void Answer(this IServiceCollection services, Func<SendMessageBatchRequest, IReadOnlySet<string>> failing) =>
        services.AddSingleton<IAmazonSQS>(provider => new FailingSqs(AwsFeature.Configure(new AmazonSQSConfig(), provider.GetRequiredService<IOptions<AwsOptions>>().Value, retries: 0), failing));

    /// <summary>SQS that fails some entries of a batch by its own fault and takes the others.</summary>
    private sealed class FailingSqs(AmazonSQSConfig config, Func<SendMessageBatchRequest, IReadOnlySet<string>> failing) : AmazonSQSClient(config)
    {
        public override async Task<SendMessageBatchResponse> SendMessageBatchAsync(SendMessageBatchRequest request, CancellationToken cancellationToken = default)
        {
            var failed = failing(request);
            var taken = new SendMessageBatchRequest(request.QueueUrl, [.. request.Entries.Where(e => !failed.Contains(e.Id))]);
            var response = taken.Entries.Count == 0 ? new SendMessageBatchResponse() : await base.SendMessageBatchAsync(taken, cancellationToken);
            response.Failed = [.. failed.Select(static id => new BatchResultErrorEntry { Id = id, Code = "InternalError", Message = "A test wants it so.", SenderFault = false })];
            return response;
        }
    }
}
