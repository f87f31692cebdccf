using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Problems;

/// <summary>What stands in the thread of a problem's message.</summary>
public sealed class ThreadTests
{
    private static string Long(int id) => $$"""{"type":"OrderPlaced","id":{{id}},"note":"{{new string('x', 5000)}}"}""";

    [Fact]
    public async Task A_single_dead_letter_stands_on_the_message_and_needs_no_thread()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","id":1}""");

        await app.SettleAsync();

        stack.Thread.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_five_of_many_stand_in_the_thread_oldest_first_each_with_its_buttons()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        for (var id = 1; id <= 8; id++)
        {
            stack.Seed($$"""{"type":"OrderPlaced","id":{{id}}}""");
            stack.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        await app.SettleAsync();

        stack.Thread.Select(static m => m.Says()).Count().ShouldBe(5);
        for (var n = 0; n < 5; n++)
        {
            stack.Thread[n].Says().ShouldContain($"\"id\": {n + 1}\n");
            stack.Thread[n].Buttons().ShouldBe(["Send back", "Edit & send back", "Discard"]);
        }

        stack.Thread.ShouldAllBe(static m => !m.ReplyBroadcast);
    }

    [Fact]
    public async Task One_that_is_sent_back_from_the_thread_says_so_there_and_is_counted_no_more()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","id":1}""", """{"type":"OrderPlaced","id":2}""");
        await app.SettleAsync();
        var first = stack.Thread[0];

        await app.PressAsync(SendBackAction.Id, on: first);

        var replaced = stack.Thread[0];
        replaced.Says().ShouldContain($"📤 sent back to `orders` by <@{Stack.Operator}>");
        replaced.Buttons().ShouldBe(["Send back again"]);
        await app.SettleAsync();
        stack.OnlyShown.Text.ShouldBe("Dead letter in orders-dlq: OrderPlaced");
        stack.Thread.Count.ShouldBe(2);
        stack.SourceQueue.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task One_that_is_sent_back_from_the_message_says_so_in_the_thread_too()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","id":1}""", """{"type":"OrderPlaced","id":2}""");
        await app.SettleAsync();

        await app.SendBackAsync();
        await app.SettleAsync();

        stack.Thread.Count(static m => m.Says().Contains("📤 sent back to", StringComparison.Ordinal)).ShouldBe(1);
        stack.Thread.Count(static m => m.Buttons().Contains("Send back")).ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_the_card_cuts_is_a_file_in_the_thread_whole_and_once()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Long(1));

        await app.SettleAsync();

        var file = stack.Slack.Files.ShouldHaveSingleItem();
        file.Text.ShouldContain(new string('x', 5000));
        file.Name.ShouldEndWith(".json");
        stack.Thread.ShouldHaveSingleItem().FileIds.ShouldBe([file.Id]);
    }

    [Theory]
    [InlineData("chat.postMessage")]
    [InlineData("files.completeUploadExternal")]
    public async Task A_reply_whose_answer_was_lost_is_found_in_the_thread_and_not_said_twice(string operation)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Long(1));
        await app.SettleAsync();
        stack.Seed(Long(2));
        stack.Slack.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = operation, Times = 1 });

        await app.SettleAsync(6);

        stack.Thread.Count.ShouldBe(4);
        stack.Thread.Count(static m => m.FileIds.Count == 1).ShouldBe(2);
        stack.Slack.Files.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_the_right_to_upload_files_everything_else_is_said_all_the_same()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "files.getUploadURLExternal", Status = 200, Code = "missing_scope" });
        stack.Seed(Long(1), Long(2));

        await app.SettleAsync();

        stack.Thread.Count.ShouldBe(2);
        stack.Slack.Files.ShouldBeEmpty();
        (await app.Store.ListAsync("changed/", default).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_come_before_threads()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        foreach (var kind in new[] { "A", "B", "C" })
        {
            stack.Seed(Enumerable.Range(1, 3).Select(n => $$"""{"type":"Kind{{kind}}","id":{{n}}}"""));
        }

        await app.SettleAsync(1);

        var posts = stack.Slack.Calls.Where(static c => c.Operation == "chat.postMessage").Select(static c => c.ThreadTs is null).ToList();
        posts.Take(3).ShouldAllBe(static isMessage => isMessage);
        posts.Skip(3).ShouldBe(Enumerable.Repeat(false, 9));
    }

    [Fact]
    public async Task With_an_incoming_webhook_there_is_no_thread()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = null,
            ["Slack:Channel"] = null,
            ["Slack:WebhookUrl"] = stack.Slack.WebhookUrl.ToString(),
        });
        stack.Seed(Long(1), Long(2));

        await app.SettleAsync();

        stack.Slack.Calls.Select(static c => c.Operation).Distinct().ShouldBe(["webhook"]);
        stack.Slack.Calls.Count.ShouldBe(1);
    }
}
