using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>What all contract tests of SQS need: a client, queues with names of their own, and shorthand.</summary>
public abstract class SqsContract(Func<Task<SqsPeer>> start) : IAsyncLifetime
{
    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Long enough for a busy machine; only a failure waits for it.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected SqsPeer Peer { get; private set; } = null!;

    protected IAmazonSQS Sqs { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Peer = await start();
        Sqs = SqsClients.Create(Peer.Endpoint);
    }

    public async Task DisposeAsync()
    {
        Sqs.Dispose();
        await Peer.DisposeAsync();
    }

    protected static string NewName(string ending = "") => $"q{Guid.NewGuid():N}{ending}";

    protected async Task ShouldBeRefusedAsync(string code, Func<Task> call) =>
        Peer.Code((await Should.ThrowAsync<AmazonSQSException>(call)).ErrorCode).ShouldBe(code);

    protected static string RedriveTo(string arn, int maxReceiveCount) =>
        $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":"{{maxReceiveCount}}"}""";

    protected async Task<string> CreateAsync(params (string Name, string Value)[] attributes) =>
        await CreateAsync(NewName(), attributes);

    protected async Task<string> CreateFifoAsync(params (string Name, string Value)[] attributes) =>
        await CreateAsync(NewName(".fifo"), [("FifoQueue", "true"), .. attributes]);

    protected async Task<string> CreateAsync(string name, params (string Name, string Value)[] attributes)
    {
        var request = new CreateQueueRequest
        {
            QueueName = name,
            Attributes = attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value),
        };
        return (await Sqs.CreateQueueAsync(request)).QueueUrl;
    }

    protected async Task<string> AttributeAsync(string url, string name) =>
        (await Sqs.GetQueueAttributesAsync(url, [name])).Attributes[name];

    protected Task<string> ArnAsync(string url) => AttributeAsync(url, "QueueArn");

    protected Task SetAsync(string url, string name, string value) => Sqs.SetQueueAttributesAsync(url, new() { [name] = value });

    protected async Task<SendMessageResponse> SendAsync(string url, string body, string? group = null, string? id = null) =>
        await Sqs.SendMessageAsync(new SendMessageRequest(url, body) { MessageGroupId = group, MessageDeduplicationId = id });

    /// <summary>Receives with all attributes.</summary>
    protected async Task<List<Message>> ReceiveAsync(string url, int most = 10, int? visibility = null, int? wait = null)
    {
        var request = new ReceiveMessageRequest(url)
        {
            MaxNumberOfMessages = most,
            VisibilityTimeout = visibility,
            WaitTimeSeconds = wait,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        return (await Sqs.ReceiveMessageAsync(request)).Messages ?? [];
    }

    protected async Task<Message> ReceiveOneAsync(string url, int? visibility = null) =>
        (await ReceiveAsync(url, 1, visibility)).ShouldHaveSingleItem();

    protected async Task<string[]> BodiesAsync(string url, int most = 10, int? visibility = null) =>
        [.. (await ReceiveAsync(url, most, visibility)).Select(message => message.Body)];
}
