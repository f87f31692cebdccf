using System.Text.Json.Nodes;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Slack;

/// <summary>What Slack is told of a dead letter that is full of secrets.</summary>
public sealed class RedactionEndToEndTests
{
    private static readonly string[] Secrets =
    [
        "hunter2", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "eyJhbGciOiJIUzI1NiJ9", "4111111111111111", "jane@example.com", "t0p-s3cret",
        "b0dyn0tes", "DE89370400440532013000", "sk_live_abcdefghijklmnop",
    ];

    private static readonly string Body = new JsonObject
    {
        ["type"] = "OrderPlaced for jane@example.com",
        ["password"] = "hunter2",
        ["aws"] = "AKIAIOSFODNN7EXAMPLE",
        ["aws_secret_access_key"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        ["headers"] = new JsonObject { ["Authorization"] = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N" },
        ["card"] = 4111111111111111,
        ["iban"] = "DE89370400440532013000",
        ["inner"] = new JsonObject { ["client_secret"] = "b0dyn0tes", ["stripe"] = "sk_live_abcdefghijklmnop" }.ToJsonString(),
    }.ToJsonString();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_secret_reaches_Slack_and_the_archive_holds_the_original(bool isLarge)
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await AppInstance.StartAsync(stack);
        var body = isLarge ? $"{Body}{string.Join('\n', Enumerable.Range(0, 20_000).Select(static n => $"line {n}"))}" : Body;
        stack.DeadLetterQueue.Seed(stack.DeadLetter(body, group: "jane@example.com") with
        {
            Attributes = new Dictionary<string, SqsAttributeValue> { ["db_password"] = "t0p-s3cret with blanks", ["tenant"] = "acme", ["mail"] = "jane@example.com" },
        });

        await app.CollectAndNotifyAsync();
        await app.SendBackAsync();
        await app.SettleAsync();

        var shown = string.Join('\n', stack.Slack.Messages(Stack.Channel).SelectMany(static m => m.History.Select(static v => $"{v.Text}\n{v.Blocks}").Append($"{m.Text}\n{m.Blocks}\n{m.Metadata}")));
        Secrets.Where(s => shown.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty();
        shown.ShouldContain("acme");
        var archived = (await app.Store.ListAsync("closed/", default).ToListAsync()).ShouldHaveSingleItem();
        (await app.Store.ReadAsync(archived.Name, DeadLettersJson.Archive.DeadLetter, default))!.Value.Body.ShouldBe(body);
        stack.SourceQueue.Messages.ShouldHaveSingleItem().Body.ShouldBe(body);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?> { ["Slack:Redaction:Enabled"] = "false" });
        stack.Seed(Body);

        await app.CollectAndNotifyAsync();

        stack.OnlyShown.Says().ShouldContain("hunter2");
    }

    [Fact]
    public async Task A_queue_with_a_telling_name_keeps_it()
    {
        await using var stack = await Stack.StartAsync();
        var queue = stack.Sqs.CreateQueue("access-token_password.secret-dlq".Replace('.', '-'));
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?> { ["DeadLetters:Queues:0:Url"] = queue.Url });
        queue.Seed(new SeedMessage("""{"type":"Password","id":1}"""));

        await app.CollectAndNotifyAsync();
        var open = stack.OnlyShown.Says() + stack.OnlyShown.Text;
        await app.PressAsync(DiscardAction.Id);
        await app.SettleAsync();

        $"{open}{stack.OnlyShown.Says()}".ShouldNotContain("[redacted");
        open.ShouldContain("access-token_password-secret-dlq");
    }
}
