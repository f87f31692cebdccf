using System.Globalization;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Webhooks.Forwarding;

/// <summary>A stack with one route to one target.</summary>
internal sealed class ForwardScenario : IAsyncDisposable
{
    public const string Route = "Orders";

    private ForwardScenario(Stack stack, WebhookTarget target) => (Stack, Target) = (stack, target);

    public Stack Stack { get; }

    public WebhookTarget Target { get; }

    public QueueAccess Queue => Stack.Sqs.Queue("webhooks.fifo");

    public QueueAccess DeadLetters => Stack.Sqs.Queue("webhooks-dlq.fifo");

    /// <param name="maxReceiveCount">Null: no redrive policy.</param>
    public static async Task<ForwardScenario> StartAsync(int? maxReceiveCount = 5)
    {
        var stack = await Stack.StartAsync();
        var dlq = stack.Sqs.CreateQueue("webhooks-dlq.fifo");
        stack.Sqs.CreateQueue("webhooks.fifo", maxReceiveCount is null ? null : new Dictionary<string, string>
        {
            ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{dlq.Arn}}","maxReceiveCount":"{{maxReceiveCount}}"}""",
        });
        return new ForwardScenario(stack, await WebhookTarget.StartAsync(stack.Time));
    }

    public Task<AppInstance> AppAsync(IReadOnlyDictionary<string, string?>? settings = null, CrashPoint? crash = null, Action<IServiceCollection>? services = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["DeadLetters:Queues:0:Url"] = DeadLetters.Url,
            [$"Webhooks:Routes:{Route}:QueueUrl"] = Queue.Url,
            [$"Webhooks:Routes:{Route}:TargetUrl"] = Target.Url.ToString(),
            [$"Webhooks:Routes:{Route}:AllowPrivateTargets"] = "true",
            [$"Webhooks:Routes:{Route}:Signature:Scheme"] = "None",
            // The clock runs much faster than real calls do.
            [$"Webhooks:Routes:{Route}:Timeout"] = "00:05:00",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name.StartsWith("Route:", StringComparison.Ordinal) ? $"Webhooks:Routes:{Route}:{name[6..]}" : name] = value;
        }

        return AppInstance.StartAsync(Stack, all, crash, services);
    }

    /// <summary>Puts webhooks into the queue: of each group as many, in turn.</summary>
    public void Seed(int groups, int each) => Queue.Seed(Enumerable.Range(0, groups * each).Select(n => new SeedMessage(Body(n % groups, n / groups))
    {
        GroupId = Group(n % groups),
        SentAt = Stack.Time.GetUtcNow(),
    }));

    public static string Group(int group) => $"group-{group.ToString("000", CultureInfo.InvariantCulture)}";

    public static string Body(int group, int number) => $$"""{"group":"{{Group(group)}}","number":{{number}}}""";

    /// <summary>Bodies that the target took, by group, in the order in which it took them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> TakenByGroup => Target.Taken
        .GroupBy(static d => d.Body.Split('"')[3])
        .ToDictionary(static g => g.Key, static g => (IReadOnlyList<string>)[.. g.Select(static d => d.Body)]);

    /// <summary>What the timer does over a while.</summary>
    public async Task ForwardForAsync(AppInstance app, TimeSpan length)
    {
        var end = Stack.Time.GetUtcNow() + length;
        while (Stack.Time.GetUtcNow() < end)
        {
            await app.ForwardAsync();
            Stack.Time.Advance(TimeSpan.FromSeconds(15));
        }
    }

    public void ShouldAllHaveArrivedOnceInOrder(int groups, int each, string? because = null)
    {
        var taken = TakenByGroup;
        for (var group = 0; group < groups; group++)
        {
            taken.GetValueOrDefault(Group(group), []).ShouldBe(Enumerable.Range(0, each).Select(n => Body(group, n)), because);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Target.DisposeAsync();
        await Stack.DisposeAsync();
    }
}
