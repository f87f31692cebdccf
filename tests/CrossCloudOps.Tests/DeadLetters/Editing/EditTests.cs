using System.Text.Json;
using CrossCloudOps.DeadLetters.Editing;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Editing;

/// <summary>The modal "Edit &amp; send back", as a person uses it.</summary>
public sealed class EditTests
{
    private const string Body = """{"type":"OrderPlaced","id":1,"total":12.50}""";
    private const string Token = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";

    [Fact]
    public async Task What_is_typed_is_sent_and_the_archive_keeps_the_original()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var view = await OpenAsync(stack, app, Body);
        Initial(view, "body").ShouldBe("{\n  \"type\": \"OrderPlaced\",\n  \"id\": 1,\n  \"total\": 12.50\n}");

        await SubmitAsync(stack, view, ("body", """{"type":"OrderPlaced","id":2}"""));

        stack.Slack.Views.ShouldBeEmpty();
        var sent = stack.SourceQueue.Messages.ShouldHaveSingleItem();
        sent.Body.ShouldBe("""{"type":"OrderPlaced","id":2}""");
        (await TextOfAsync(app, "closed/")).ShouldContain("12.50");
        await app.SettleAsync();
        stack.OnlyShown.Says().ShouldContain("📤 sent");
        stack.OnlyShown.Says().ShouldContain(", edited");
        stack.Notes(Stack.Operator).ShouldBe(["Sent. The message shows what became of it."]);
        (await TextOfAsync(app, "audit/")).ShouldContain("edited: body at 27");
    }

    [Fact]
    public async Task What_nobody_touched_is_sent_exactly_as_it_was()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var attributes = new Dictionary<string, SqsAttributeValue>
        {
            ["tenant"] = new("String", "acme"),
            ["tries"] = new("Number", "3"),
            ["bytes"] = new("Binary", null, new byte[] { 1, 2, 3 }),
        };
        stack.DeadLetterQueue.Seed(stack.DeadLetter(Body) with { Attributes = attributes });
        await app.CollectAndNotifyAsync();
        var view = await PressAsync(stack, app);

        await SubmitAsync(stack, view);

        var sent = stack.SourceQueue.Messages.ShouldHaveSingleItem();
        sent.Body.ShouldBe(Body);
        sent.Attributes["tenant"].ShouldBe(attributes["tenant"]);
        sent.Attributes["tries"].ShouldBe(attributes["tries"]);
        sent.Attributes["bytes"].Binary.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Attributes_can_be_edited_and_emptied()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter(Body) with { Attributes = new Dictionary<string, SqsAttributeValue> { ["a"] = new("String", "1"), ["b"] = new("String", "2") } });
        await app.CollectAndNotifyAsync();
        var view = await PressAsync(stack, app);

        await SubmitAsync(stack, view, ("attribute:0", "changed"), ("attribute:1", null));

        var sent = stack.SourceQueue.Messages.ShouldHaveSingleItem();
        sent.Attributes["a"].Text.ShouldBe("changed");
        sent.Attributes.Keys.ShouldNotContain("b");
    }

    [Theory]
    [InlineData("""{"type":"OrderPlaced","id":}""", "It was JSON and is not any more: look at line 1, character 28.")]
    [InlineData("not JSON", "It was JSON and is not any more: look at line 1, character 2.")]
    [InlineData("{\"a\":\"\u0001\"}", "SQS does not take the character U+0001 at place 7.")]
    public async Task What_SQS_or_the_consumer_would_not_take_is_said_at_the_field_and_nothing_is_sent(string typed, string error)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var view = await OpenAsync(stack, app, Body);

        var answer = await SubmitAsync(stack, view, ("body", typed));

        Answer(answer).GetProperty("errors").GetProperty("body").GetString().ShouldBe(error);
        stack.SourceQueue.Messages.ShouldBeEmpty();
        stack.Slack.Views.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_redacted_piece_is_put_back_where_its_placeholder_stands()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var view = await OpenAsync(stack, app, $$"""{"type":"OrderPlaced","token":"{{Token}}","id":1}""");
        var shown = Initial(view, "body");
        shown.ShouldNotContain(Token);
        shown.ShouldContain("[redacted 1:");

        await SubmitAsync(stack, view, ("body", shown.Replace("\"id\": 1", "\"id\": 2", StringComparison.Ordinal)));

        var sent = stack.SourceQueue.Messages.ShouldHaveSingleItem().Body;
        sent.ShouldContain($"\"token\": \"{Token}\"");
        sent.ShouldContain("\"id\": 2");
    }

    [Fact]
    public async Task A_redacted_piece_that_is_gone_must_be_confirmed()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var view = await OpenAsync(stack, app, $$"""{"type":"OrderPlaced","token":"{{Token}}"}""");

        var answer = await SubmitAsync(stack, view, ("body", """{"type":"OrderPlaced"}"""));

        Answer(answer).GetProperty("response_action").GetString().ShouldBe("update");
        stack.SourceQueue.Messages.ShouldBeEmpty();
        var asking = stack.Slack.Views.ShouldHaveSingleItem();
        asking.View.ToString().ShouldContain("Not in the text any more");
        var box = Blocks(asking).Single(static b => b.GetProperty("block_id").GetString() == "confirm").GetProperty("element").GetProperty("options")[0].GetProperty("value").GetString();
        await SubmitAsync(stack, asking, ("confirm", box));
        stack.SourceQueue.Messages.ShouldHaveSingleItem().Body.ShouldBe("""{"type":"OrderPlaced"}""");
    }

    [Fact]
    public async Task A_body_over_the_modals_limit_is_said_and_its_file_offered()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        for (var n = 0; n < 7; n++)
        {
            stack.Seed($$"""{"type":"OrderPlaced","note":"{{new string('x', 4000)}}","id":{{n}}}""");
            stack.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        await app.SettleAsync();
        var files = stack.Slack.Files.Count;
        var view = await PressAsync(stack, app);
        view.View.ToString().ShouldContain("so it cannot be edited here");

        stack.Slack.InteractionsUrl = new Uri(app.Address, "/api/slack/interactions");
        await stack.Slack.PressInViewAsync(Stack.Operator, view.Id, BodyFileAction.Id);
        await stack.Slack.PressInViewAsync(Stack.Operator, view.Id, BodyFileAction.Id);
        await app.SettleAsync();

        stack.Slack.Files.Count.ShouldBe(files + 1);
        stack.Slack.Files[^1].Text.ShouldContain("\"id\": 6");
    }

    [Fact]
    public async Task The_modal_opens_before_the_store_answers()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();
        // As if the archive were never to answer: the update that would follow it does not come.
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "views.update", Status = 503 });

        var pressed = await app.PressAsync(EditModal.Id);

        pressed.Acknowledged.ShouldBeTrue();
        stack.Slack.Views.ShouldHaveSingleItem().View.ToString().ShouldContain("Reading the archive");
        stack.Slack.Calls.Select(static c => c.Operation).Where(static o => o.StartsWith("views.", StringComparison.Ordinal)).ShouldBe(["views.open", "views.update"]);
    }

    [Fact]
    public async Task A_press_that_came_too_late_for_a_modal_says_so_to_the_one_who_pressed()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "views.open", Status = 200, Code = "expired_trigger_id" });

        await app.PressAsync(EditModal.Id);

        stack.Slack.Views.ShouldBeEmpty();
        stack.Notes(Stack.Operator).ShouldHaveSingleItem().ShouldContain("press again");
    }

    [Fact]
    public async Task Two_who_edit_the_same_one_send_it_once()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var first = await OpenAsync(stack, app, Body);
        var second = await PressAsync(stack, app, Stack.OtherOperator);

        await SubmitAsync(stack, first, ("body", """{"id":"first"}"""));
        await SubmitAsync(stack, second, ("body", """{"id":"second"}"""));

        stack.SourceQueue.Messages.ShouldHaveSingleItem().Body.ShouldBe("""{"id":"first"}""");
        stack.Slack.Views.ShouldHaveSingleItem().View.ToString().ShouldContain("Already sent back by");
    }

    [Fact]
    public async Task Somebody_who_may_not_act_sees_who_may_and_no_body()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();

        var view = await PressAsync(stack, app, Stack.Guest);

        view.View.ToString().ShouldContain("You may look but not act here");
        view.View.ToString().ShouldNotContain("OrderPlaced");
    }

    [Fact]
    public async Task A_submission_of_somebody_who_may_not_act_any_more_sends_nothing()
    {
        await using var stack = await Stack.StartAsync();
        OpenView view;
        await using (var app = await AppInstance.StartAsync(stack))
        {
            view = await OpenAsync(stack, app, Body);
        }

        await using var next = await AppInstance.StartAsync(stack, new Dictionary<string, string?> { ["Slack:Operators"] = Stack.OtherOperator });
        stack.Slack.InteractionsUrl = new Uri(next.Address, "/api/slack/interactions");
        await SubmitAsync(stack, view, ("body", """{"id":2}"""));

        stack.SourceQueue.Messages.ShouldBeEmpty();
    }

    private static async Task<OpenView> OpenAsync(Stack stack, AppInstance app, string body)
    {
        stack.Seed(body);
        await app.CollectAndNotifyAsync();
        return await PressAsync(stack, app);
    }

    private static async Task<OpenView> PressAsync(Stack stack, AppInstance app, string user = Stack.Operator)
    {
        (await app.PressAsync(EditModal.Id, user)).Acknowledged.ShouldBeTrue();
        return stack.Slack.Views.Last(v => v.UserId == user);
    }

    private static Task<InteractionResult> SubmitAsync(Stack stack, OpenView view, params (string Field, string? Value)[] typed) =>
        stack.Slack.SubmitViewAsync(view.UserId, view.Id, typed.ToDictionary(static t => t.Field, static t => t.Value));

    private static JsonElement.ArrayEnumerator Blocks(OpenView view) => view.View.GetProperty("blocks").EnumerateArray();

    private static string Initial(OpenView view, string block) =>
        Blocks(view).Single(b => b.GetProperty("block_id").GetString() == block).GetProperty("element").GetProperty("initial_value").GetString()!;

    private static JsonElement Answer(InteractionResult result) => JsonDocument.Parse(result.Body).RootElement;

    private static async Task<string> TextOfAsync(AppInstance app, string folder)
    {
        var found = await app.Store.ListAsync(folder, default).ToListAsync();
        var documents = await Task.WhenAll(found.Select(d => app.Store.ReadAsync(d.Name, default)));
        return string.Concat(documents.Select(static d => System.Text.Encoding.UTF8.GetString(d!.Content.Span)));
    }
}
