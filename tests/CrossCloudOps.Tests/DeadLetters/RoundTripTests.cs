using System.Text.Json;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>Whatever a message holds is archived and sent back byte for byte, and Slack takes its card.</summary>
public sealed class RoundTripTests
{
    private const int LargestCard = 12_000;
    private const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_body_is_archived_shown_safely_and_sent_back_as_it_was(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await AppInstance.StartAsync(stack);
        TroublesomeBodies.All.ShouldAllBe(static b => TroublesomeBodies.Bytes(b) <= TroublesomeBodies.LargestMessage);
        stack.Seed(TroublesomeBodies.All);

        await app.CollectAndNotifyAsync();
        var archived = await ArchivedAsync(app);
        await SendAllBackAsync(stack, app);

        stack.DeadLetterQueue.Messages.Count.ShouldBe(0, stack.Log.ToString());
        archived.ToHashSet().SetEquals(TroublesomeBodies.All).ShouldBeTrue();
        stack.SourceQueue.Messages.Select(static m => m.Body).Order(StringComparer.Ordinal)
            .SequenceEqual(TroublesomeBodies.All.Order(StringComparer.Ordinal)).ShouldBeTrue();
        stack.Slack.Calls.Where(static c => !c.Ok).ShouldBeEmpty();
        stack.Shown.SelectMany(Versions).ShouldAllBe(static size => size <= LargestCard);
        stack.Log.Lines.ShouldNotContain(static l => l.StartsWith("Error", StringComparison.Ordinal), stack.Log.ToString());
    }

    [Fact]
    public async Task Ten_attributes_of_all_types_a_trace_and_a_group_come_back_as_they_were()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var everyByte = Enumerable.Range(0, 256).Select(static n => (byte)n).ToArray();
        var attributes = new Dictionary<string, SqsAttributeValue>
        {
            ["string"] = "text",
            ["String.custom"] = new("String.json", """{"a":"<!channel>","b":"```"}"""),
            ["number"] = new("Number", "1234567890123456789012345678901234567.5"),
            ["Number.float"] = new("Number.float", "-1.5E-7"),
            ["binary"] = new("Binary", null, everyByte),
            ["Binary.gif"] = new("Binary.gif", null, new byte[] { 0 }),
            ["emoji"] = "😀 \u202E \t \n",
            ["blank"] = " ",
            ["long_name-" + new string('n', 240)] = "x",
            ["long"] = new string('v', 5000),
        };
        stack.DeadLetterQueue.Seed(stack.DeadLetter("body", group: "fair-<!channel>-`group`") with { Attributes = attributes, TraceHeader = Trace });

        await app.CollectAndNotifyAsync();
        await app.SendBackAsync();

        stack.OnlyShown.Says().ShouldContain("📤 sent");
        var sent = stack.SourceQueue.Messages.ShouldHaveSingleItem();
        sent.Attributes.Keys.ShouldBe(attributes.Keys, ignoreOrder: true);
        foreach (var (name, attribute) in attributes)
        {
            sent.Attributes[name].DataType.ShouldBe(attribute.DataType);
            sent.Attributes[name].Text.ShouldBe(attribute.Text);
            sent.Attributes[name].Binary.ToArray().ShouldBe(attribute.Binary.ToArray());
        }

        (sent.TraceHeader, sent.GroupId).ShouldBe((Trace, "fair-<!channel>-`group`"));
        stack.Slack.Calls.ShouldAllBe(static c => c.Ok);
    }

    [Fact]
    public async Task Nothing_of_a_message_can_call_people_or_end_its_fence()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        const string evil = "<!channel> <@U0GUEST> <#C0ALERTS> ````` <!here>";
        stack.DeadLetterQueue.Seed(stack.DeadLetter(evil, group: evil) with
        {
            Attributes = new Dictionary<string, SqsAttributeValue> { ["evil"] = evil },
            TraceHeader = evil,
        });

        await app.CollectAndNotifyAsync();

        var said = stack.OnlyShown.Says() + stack.OnlyShown.Text;
        said.ShouldNotContain("<!channel>");
        said.ShouldNotContain("<!here>");
        said.ShouldNotContain("<@U0GUEST>");
        said.ShouldNotContain("<#C");
        said.Split("```").Length.ShouldBe(5, said);
    }

    [Fact]
    public async Task A_whole_body_with_line_ends_of_Windows_is_not_said_to_be_cut()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("one\r\ntwo\r\n");

        await app.CollectAndNotifyAsync();

        stack.OnlyShown.Says().ShouldNotContain("Cut:");
    }

    /// <summary>As long as anything can be pressed: groups of alike ones show their newest, then the next.</summary>
    private static async Task SendAllBackAsync(Stack stack, AppInstance app)
    {
        for (var press = 0; press < 2 * TroublesomeBodies.All.Count && stack.Shown.FirstOrDefault(static m => m.Buttons().Count > 0) is { } card; press++)
        {
            (await app.PressAsync(SendBackAction.Id, on: card)).Acknowledged.ShouldBeTrue();
        }
    }

    private static IEnumerable<int> Versions(PostedMessage message) =>
        message.History.Select(static v => v.Blocks).Append(message.Blocks).OfType<JsonElement>().Select(SizeOf);

    /// <summary>As it is sent: without the escapes of this side, and without the ids that Slack adds.</summary>
    private static int SizeOf(JsonElement blocks) =>
        TroublesomeBodies.Bytes(System.Text.Json.Nodes.JsonNode.Parse(blocks.GetRawText())!.ToJsonString(Relaxed)) - (blocks.GetArrayLength() * ",\"block_id\":\"12345\"".Length);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<List<string>> ArchivedAsync(AppInstance app)
    {
        var bodies = new List<string>();
        await foreach (var entry in app.Store.ListAsync("open/", default))
        {
            bodies.Add((await app.Store.ReadAsync(entry.Name, DeadLettersJson.Archive.DeadLetter, default))!.Value.Body);
        }

        return bodies;
    }
}
