using Azure.Core;
using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Entra;
using CrossCloudOps.Emulators.Sts;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Tests.Access;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Aws;

/// <summary>An app without AWS keys: two dead-letter queues, a route for webhooks and a bucket of pulses, a tenant with its identity, and an account that trusts it.</summary>
internal sealed class SignInScenario : IAsyncDisposable
{
    public const string Audience = "api://crosscloudops-aws";
    public const string OtherDeadLetters = "billing-dlq";
    public const string Hooks = "order-hooks.fifo";
    public const string Title = "Cannot sign in to AWS";

    private static readonly EntraEmulatorOptions Tenant = new();

    private SignInScenario(Stack stack, EntraEmulator entra)
    {
        Stack = stack;
        Entra = entra;
        Identity = new EmulatedIdentity(entra);
    }

    public Stack Stack { get; }

    public EntraEmulator Entra { get; }

    public EmulatedIdentity Identity { get; }

    public StsEmulator Sts => Stack.Aws.Sts;

    public AppInstance App { get; private set; } = null!;

    public string RoleArn { get; private set; } = "";

    /// <param name="prepare">What is different from an account that trusts the identity.</param>
    public static async Task<SignInScenario> StartAsync(Action<SignInScenario>? prepare = null, StoreGate? gate = null)
    {
        var scenario = new SignInScenario(await Stack.StartAsync(), await EntraEmulator.StartAsync());
        scenario.Stack.Sqs.CreateQueue(OtherDeadLetters);
        scenario.Stack.Sqs.CreateQueue(Hooks);
        scenario.Stack.S3.CreateBucket("pulses");
        scenario.Stack.Access.Deploy(new ConfigurationBuilder().AddInMemoryCollection(scenario.Stack.Settings(scenario.Settings())).Build());
        scenario.Trust();
        prepare?.Invoke(scenario);
        scenario.App = await scenario.StartAppAsync(scenario.Identity, gate);
        return scenario;
    }

    public Task<AppInstance> StartAppAsync(EmulatedIdentity identity, StoreGate? gate = null) => AppInstance.StartAsync(
        Stack, Settings(), services: services =>
        {
            services.AddKeyedSingleton<TokenCredential>(AwsFeature.WebIdentity, identity);
            gate?.Attach(services);
        });

    /// <summary>What the account trusts, as its template says it; by itself the tenant, for its audience and its identity.</summary>
    public void Trust(string audience = Audience, string? subject = null, Uri? keys = null)
    {
        var template = CloudFormationTemplate.Access.With(new Dictionary<string, string>(Stack.Access.Parameters)
        {
            ["TenantId"] = Tenant.TenantId.ToString(),
            ["Audience"] = audience,
            ["PrincipalObjectId"] = subject ?? Tenant.ObjectId.ToString(),
        });
        Sts.AddProvider(new OpenIdConnectProvider(Entra.Issuer, [audience], keys ?? Entra.Keys)).ShouldBe(template.Output("ProviderArn"));
        RoleArn = Sts.AddRole("CrossCloudOps", template.TrustPolicy, template.Policy);
        RoleArn.ShouldBe(template.Output("RoleArn"));
    }

    /// <summary>What the timers do in a round, and after it enough time that signing in is tried again.</summary>
    public async Task RoundAsync()
    {
        await App.CollectAsync();
        await App.RunFunctionAsync("WatchHeartbeats");
        await EndAsync();
    }

    /// <summary>The same where nobody can sign in: the clock stands still, so that all of it falls on one attempt.</summary>
    public async Task FailingRoundAsync()
    {
        await App.Get<DeadLetterCollector>().RunAsync(default);
        await App.Get<HeartbeatRound>().RunAsync(default);
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Entra.DisposeAsync();
        await Stack.DisposeAsync();
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Aws:RoleArn"] = RoleArn,
        ["Aws:WebIdentityAudience"] = Audience,
        ["DeadLetters:Queues:1:Url"] = Stack.Sqs.Queue(OtherDeadLetters).Url,
        ["Heartbeats:Bucket"] = "pulses",
        ["Webhooks:Routes:orders:QueueUrl"] = Stack.Sqs.Queue(Hooks).Url,
        ["Webhooks:Routes:orders:Signature:Scheme"] = "None",
    };

    private async Task EndAsync()
    {
        await App.NotifyAsync();
        Stack.Time.Advance(TimeSpan.FromSeconds(31));
    }
}
