using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackViewTests : SlackEmulatorTest
{
    private const string Modal = """
        {"type":"modal","callback_id":"edit","private_metadata":"dl-1","title":{"type":"plain_text","text":"Edit"},
         "submit":{"type":"plain_text","text":"Send back"},"blocks":[
          {"type":"input","block_id":"body","label":{"type":"plain_text","text":"Body"},
           "element":{"type":"plain_text_input","action_id":"text","initial_value":"old","max_length":10}},
          {"type":"input","block_id":"way","optional":true,"label":{"type":"plain_text","text":"Way"},
           "element":{"type":"static_select","action_id":"way","options":[{"text":{"type":"plain_text","text":"A"},"value":"a"}]}},
          {"type":"actions","elements":[{"type":"button","action_id":"reset","text":{"type":"plain_text","text":"Reset"}}]}]}
        """;

    private readonly ManualTime _time = new();

    protected override SlackEmulatorOptions Options => new() { TimeProvider = _time };

    [Fact]
    public async Task A_modal_opens_for_the_person_whose_press_it_answers()
    {
        await using var app = await ListeningApp.StartAsync();
        var answer = await CallAsync("views.open", OpenWith(await TriggerAsync(app)));

        answer.Ok().ShouldBeTrue(answer.GetRawText());
        var view = Slack.Views.ShouldHaveSingleItem();
        view.UserId.ShouldBe("U0OPERATOR");
        view.Id.ShouldBe(answer.GetProperty("view").Text("id"));
        answer.GetProperty("view").Text("hash").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_trigger_opens_one_modal()
    {
        await using var app = await ListeningApp.StartAsync();
        var trigger = await TriggerAsync(app);

        (await CallAsync("views.open", OpenWith(trigger))).Error().ShouldBe("ok");
        (await CallAsync("views.open", OpenWith(trigger))).Error().ShouldBe("exchanged_trigger_id");
        (await CallAsync("views.open", OpenWith("1.2.3"))).Error().ShouldBe("invalid_trigger_id");
    }

    [Theory]
    [InlineData(3000, "ok")]
    [InlineData(3001, "expired_trigger_id")]
    public async Task A_trigger_lasts_three_seconds(int milliseconds, string error)
    {
        await using var app = await ListeningApp.StartAsync();
        var trigger = await TriggerAsync(app);

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        (await CallAsync("views.open", OpenWith(trigger))).Error().ShouldBe(error);
    }

    [Fact]
    public async Task An_invalid_view_is_named_by_a_pointer_and_leaves_the_trigger_usable()
    {
        await using var app = await ListeningApp.StartAsync();
        var trigger = await TriggerAsync(app);
        var wrong = Modal.Replace("\"Edit\"", "\"Edit this dead letter now\"", StringComparison.Ordinal);

        var answer = await CallAsync("views.open", $$"""{"trigger_id":"{{trigger}}","view":{{wrong}}}""");

        answer.Error().ShouldBe("invalid_arguments");
        answer.Messages().ShouldContain("[json-pointer:/view/title/text]");
        (await CallAsync("views.open", OpenWith(trigger))).Ok().ShouldBeTrue();
    }

    [Fact]
    public async Task A_view_over_250000_bytes_is_refused()
    {
        var blocks = string.Join(',', Enumerable.Repeat(
            $$"""{"type":"section","text":{"type":"mrkdwn","text":"{{new string('x', 2900)}}"} }""", 90));

        var answer = await CallAsync(
            "views.open", $$"""{"trigger_id":"1.2.3","view":{"type":"modal","title":{"type":"plain_text","text":"a"},"blocks":[{{blocks}}]} }""");

        answer.Error().ShouldBe("view_too_large");
    }

    [Fact]
    public async Task An_update_needs_the_present_hash_if_it_brings_one()
    {
        await using var app = await ListeningApp.StartAsync();
        var view = (await CallAsync("views.open", OpenWith(await TriggerAsync(app)))).GetProperty("view");
        string Update(string hash) => $$"""{"view_id":"{{view.Text("id")}}","hash":"{{hash}}","view":{{Modal}}}""";

        (await CallAsync("views.update", Update(view.Text("hash")))).Error().ShouldBe("ok");
        (await CallAsync("views.update", Update(view.Text("hash")))).Error().ShouldBe("hash_conflict");
        (await CallAsync("views.update", $$"""{"view_id":"V0","view":{{Modal}}}""")).Error().ShouldBe("not_found");
    }

    [Fact]
    public async Task The_stack_ends_at_three_views()
    {
        await using var app = await ListeningApp.StartAsync();
        (await CallAsync("views.open", OpenWith(await TriggerAsync(app)))).Ok().ShouldBeTrue();
        (await CallAsync("views.push", OpenWith(await TriggerAsync(app)))).Ok().ShouldBeTrue();
        (await CallAsync("views.push", OpenWith(await TriggerAsync(app)))).Ok().ShouldBeTrue();

        (await CallAsync("views.push", OpenWith(await TriggerAsync(app)))).Error().ShouldBe("push_limit_reached");
        Slack.Views.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_submission_carries_what_was_typed_and_kept_and_closes_the_view()
    {
        await using var app = await ListeningApp.StartAsync();
        var id = await OpenedAsync(app);
        app.Answer = "";

        await Slack.SubmitViewAsync("U0OPERATOR", id, new Dictionary<string, string?> { ["way"] = "a" });

        var payload = app.Requests[^1].Payload;
        payload.Text("type").ShouldBe("view_submission");
        var view = payload.GetProperty("view");
        view.Text("private_metadata").ShouldBe("dl-1");
        view.Text("callback_id").ShouldBe("edit");
        var values = view.GetProperty("state").GetProperty("values");
        values.GetProperty("body").GetProperty("text").Text("value").ShouldBe("old");
        values.GetProperty("way").GetProperty("way").GetProperty("selected_option").Text("value").ShouldBe("a");
        payload.TryGetProperty("channel", out _).ShouldBeFalse();
        Slack.Views.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text", null)]
    [InlineData("text", "12345678901")]
    [InlineData("way", "b")]
    [InlineData("other", "a")]
    public async Task What_a_person_could_not_submit_is_not_sent(string field, string? value)
    {
        await using var app = await ListeningApp.StartAsync();
        var id = await OpenedAsync(app);

        await Should.ThrowAsync<InvalidOperationException>(
            Slack.SubmitViewAsync("U0OPERATOR", id, new Dictionary<string, string?> { [field] = value }));

        app.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Errors_keep_the_view_open_and_must_name_input_blocks()
    {
        await using var app = await ListeningApp.StartAsync();
        var id = await OpenedAsync(app);
        app.Answer = """{"response_action":"errors","errors":{"body":"too odd"}}""";
        var result = await Slack.SubmitViewAsync("U0OPERATOR", id, new Dictionary<string, string?>());

        result.Body.ShouldContain("too odd");
        Slack.Views.ShouldHaveSingleItem();
        app.Answer = """{"response_action":"errors","errors":{"text":"an action_id"}}""";
        await Should.ThrowAsync<InvalidOperationException>(Slack.SubmitViewAsync("U0OPERATOR", id, new Dictionary<string, string?>()));
    }

    [Fact]
    public async Task An_answer_can_update_push_or_clear()
    {
        await using var app = await ListeningApp.StartAsync();
        var id = await OpenedAsync(app);
        var nothing = new Dictionary<string, string?>();
        app.Answer = $$"""{"response_action":"update","view":{{Modal.Replace("\"Edit\"", "\"Sure?\"", StringComparison.Ordinal)}}}""";
        await Slack.SubmitViewAsync("U0OPERATOR", id, nothing);
        Slack.Views.ShouldHaveSingleItem().View.GetProperty("title").Text("text").ShouldBe("Sure?");

        app.Answer = $$"""{"response_action":"push","view":{{Modal}}}""";
        await Slack.SubmitViewAsync("U0OPERATOR", id, nothing);
        Slack.Views.Count.ShouldBe(2);
        Slack.Views[1].PreviousViewId.ShouldBe(id);

        app.Answer = """{"response_action":"clear"}""";
        await Slack.SubmitViewAsync("U0OPERATOR", Slack.Views[1].Id, nothing);
        Slack.Views.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_press_in_a_modal_has_a_view_and_neither_channel_nor_message()
    {
        await using var app = await ListeningApp.StartAsync();
        var id = await OpenedAsync(app);

        await Slack.PressInViewAsync("U0OPERATOR", id, "reset");

        var payload = app.Requests[^1].Payload;
        payload.Text("type").ShouldBe("block_actions");
        payload.GetProperty("container").Text("view_id").ShouldBe(id);
        payload.TryGetProperty("response_url", out _).ShouldBeFalse();
        payload.TryGetProperty("channel", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelling_is_told_only_to_an_app_that_asked()
    {
        await using var app = await ListeningApp.StartAsync();
        var id = await OpenedAsync(app);

        (await Slack.CloseViewAsync("U0OPERATOR", id)).ShouldBeNull();

        Slack.Views.ShouldBeEmpty();
        app.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Validation_needs_no_token()
    {
        var good = await CallAsync("blocks.validate", """{"blocks":[{"type":"divider"}]}""", token: null);
        var bad = await CallAsync("blocks.validate", """{"blocks":[{"type":"header"}]}""", token: null);
        var view = await CallAsync("blocks.validate", $$"""{"view":{{Modal}}}""", token: null);
        var message = await CallAsync("blocks.validate", """{"message":{"text":"a","blocks":[{"type":"header"}]}}""", token: null);
        var both = await CallAsync("blocks.validate", $$"""{"blocks":[],"view":{{Modal}}}""", token: null);

        good.Ok().ShouldBeTrue();
        view.Ok().ShouldBeTrue();
        bad.Error().ShouldBe("invalid_blocks");
        message.Error().ShouldBe("invalid_message");
        message.GetProperty("errors")[0].Text("pointer").ShouldBe("/blocks/0");
        both.Error().ShouldBe("invalid_arguments");
        bad.GetProperty("errors")[0].Text("pointer").ShouldBe("/0");
    }

    private static string OpenWith(string trigger) => $$"""{"trigger_id":"{{trigger}}","view":{{Modal}}}""";

    private async Task<string> TriggerAsync(ListeningApp app)
    {
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(
            """[{"type":"actions","elements":[{"type":"button","action_id":"edit","text":{"type":"plain_text","text":"Edit"}}]}]""");
        await Slack.PressAsync("U0OPERATOR", Alerts, ts, "edit");
        return app.Requests[^1].Payload.Text("trigger_id");
    }

    private async Task<string> OpenedAsync(ListeningApp app) =>
        (await CallAsync("views.open", OpenWith(await TriggerAsync(app)))).GetProperty("view").Text("id");
}
