using Amazon.SQS;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Logs;
using CrossCloudOps.Emulators.S3;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Access;
using CrossCloudOps.Tests.Emulators;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>Everything around the app: AWS, Slack, a folder for the store, and one clock that all of them keep.</summary>
internal sealed class Stack : IAsyncDisposable
{
    public const string Channel = "C0ALERTS";
    public const string OtherChannel = "C0ORDERS";
    public const string Operator = "U0OPERATOR";
    public const string OtherOperator = "U0SECOND";
    public const string Guest = "U0GUEST";
    public const string Source = "orders";
    public const string DeadLetters = "orders-dlq";

    private readonly Lazy<IAmazonSQS> _ownersSqs;

    private Stack(AwsEmulator aws, SlackEmulator slack, ManualTime time)
    {
        Aws = aws;
        Slack = slack;
        Time = time;
        Access = new DeployedAccess(this);
        _ownersSqs = new Lazy<IAmazonSQS>(() => SqsClients.Create(aws.Endpoint));
    }

    public AwsEmulator Aws { get; }

    public SqsEmulator Sqs => Aws.Sqs;

    public S3Emulator S3 => Aws.S3;

    public LogsEmulator Logs => Aws.Logs;

    public SlackEmulator Slack { get; }

    public ManualTime Time { get; }

    public LogBook Log { get; } = new();

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"crosscloudops-{Guid.NewGuid():N}");

    /// <summary>What the apps of this stack may do in AWS.</summary>
    public DeployedAccess Access { get; }

    public string Suffix { get; private set; } = "";

    /// <summary>SQS for those who own the queues: no policy holds them.</summary>
    public IAmazonSQS OwnersSqs => _ownersSqs.Value;

    public QueueAccess SourceQueue => Sqs.Queue(Source + Suffix);

    public QueueAccess DeadLetterQueue => Sqs.Queue(DeadLetters + Suffix);

    /// <summary>With a source queue whose redrive policy moves a message after its third receive.</summary>
    /// <param name="awsSkew">How far AWS's clock is ahead of ours.</param>
    public static async Task<Stack> StartAsync(bool fifo = false, TimeSpan? awsSkew = null)
    {
        var time = new ManualTime();
        var aws = await AwsEmulator.StartAsync(new AwsEmulatorOptions { TimeProvider = awsSkew is { } skew ? new SkewedTime(time, skew) : time });
        var slack = await SlackEmulator.StartAsync(new SlackEmulatorOptions
        {
            TimeProvider = time,
            Channels = [new(Channel, "alerts"), new(OtherChannel, "orders")],
            Users = [new(Operator, "olivia"), new(OtherOperator, "oscar"), new(Guest, "gustav")],
        });
        var stack = new Stack(aws, slack, time) { Suffix = fifo ? ".fifo" : "" };
        var dlq = aws.Sqs.CreateQueue(DeadLetters + stack.Suffix);
        aws.Sqs.CreateQueue(Source + stack.Suffix, new Dictionary<string, string>
        {
            ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{dlq.Arn}}","maxReceiveCount":"3"}""",
        });
        return stack;
    }

    /// <summary>A message as SQS's redrive policy leaves it in the dead-letter queue.</summary>
    public SeedMessage DeadLetter(string body, string? group = null) => new(body)
    {
        SourceArn = SourceQueue.Arn,
        ReceiveCount = 3,
        SentAt = Time.GetUtcNow() - TimeSpan.FromMinutes(2),
        GroupId = group ?? (Suffix.Length > 0 ? "customer-1" : null),
    };

    public void Seed(params IEnumerable<string> bodies) => DeadLetterQueue.Seed(bodies.Select(body => DeadLetter(body)));

    /// <summary>The settings of a plain set-up; those given are added or replace them, null removes one.</summary>
    public Dictionary<string, string?> Settings(IReadOnlyDictionary<string, string?>? changes = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Aws:Region"] = "eu-central-1",
            ["Aws:ServiceUrl"] = Aws.Endpoint.ToString(),
            ["Slack:ApiUrl"] = Slack.ApiUrl.ToString(),
            ["Slack:BotToken"] = "xoxb-emulator",
            ["Slack:SigningSecret"] = "emulator-signing-secret",
            ["Slack:Channel"] = Channel,
            ["Slack:Operators"] = $"{Operator},{OtherOperator}",
            ["Slack:TeamId"] = "T0CROSSCLOUD",
            ["DeadLetters:Queues:0:Url"] = DeadLetterQueue.Url,
            ["Storage:Directory"] = Folder,
        };
        foreach (var (name, value) in changes ?? new Dictionary<string, string?>())
        {
            settings[name] = value;
        }

        return settings.Where(static s => s.Value is not null).ToDictionary();
    }

    /// <summary>The messages in the channel that everybody sees, oldest first; not what stands in threads.</summary>
    public IReadOnlyList<PostedMessage> Shown => [.. Slack.Messages(Channel).Where(static m => m is { EphemeralTo: null, ThreadTs: null })];

    /// <summary>What stands in the thread of the only message, oldest first.</summary>
    public IReadOnlyList<PostedMessage> Thread => [.. Slack.Messages(Channel).Where(m => m.ThreadTs == OnlyShown.Ts)];

    public PostedMessage OnlyShown => Shown.ShouldHaveSingleItem(Log.ToString());

    /// <summary>What only this user sees, oldest first.</summary>
    public IReadOnlyList<string> Notes(string user) => [.. ToldTo(user).Select(static m => m.Text)];

    public IReadOnlyList<PostedMessage> ToldTo(string user) => [.. Slack.Messages(Channel).Where(m => m.EphemeralTo == user)];

    public async ValueTask DisposeAsync()
    {
        if (_ownersSqs.IsValueCreated)
        {
            _ownersSqs.Value.Dispose();
        }

        await Aws.DisposeAsync();
        await Slack.DisposeAsync();
        Log.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
