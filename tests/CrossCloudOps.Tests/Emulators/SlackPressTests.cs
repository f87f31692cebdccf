using System.Security.Cryptography;
using System.Text;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackPressTests : SlackEmulatorTest
{
    private const string Buttons = """
        [{"type":"actions","block_id":"row","elements":[
          {"type":"button","text":{"type":"plain_text","text":"Send back"},"action_id":"send_back","value":"dl-1","style":"primary"},
          {"type":"static_select","action_id":"mute","options":[{"text":{"type":"plain_text","text":"1 h"},"value":"1h"}]}]}]
        """;

    [Fact]
    public async Task A_press_is_sent_as_Slack_sends_it_and_signed()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Buttons);

        var result = await Slack.PressAsync("U0OPERATOR", Alerts, ts, "send_back");

        result.Status.ShouldBe(200);
        result.Body.ShouldBe("seen");
        var request = app.Requests.ShouldHaveSingleItem();
        request.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        request.Headers["X-Slack-Signature"].ShouldBe(Signature(request));
        var payload = request.Payload;
        payload.Text("type").ShouldBe("block_actions");
        payload.Text("api_app_id").ShouldBe("A0CROSSCLOUD");
        payload.GetProperty("team").Text("id").ShouldBe("T0CROSSCLOUD");
        payload.GetProperty("user").Text("id").ShouldBe("U0OPERATOR");
        payload.GetProperty("user").Text("team_id").ShouldBe("T0CROSSCLOUD");
        payload.GetProperty("container").Text("message_ts").ShouldBe(ts);
        payload.GetProperty("channel").Text("name").ShouldBe("alerts");
        payload.GetProperty("message").Text("ts").ShouldBe(ts);
        var action = payload.GetProperty("actions")[0];
        action.Text("action_id").ShouldBe("send_back");
        action.Text("block_id").ShouldBe("row");
        action.Text("value").ShouldBe("dl-1");
        action.Text("type").ShouldBe("button");
        action.Text("action_ts").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_option_is_chosen_by_its_value()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Buttons);

        await Slack.PressAsync("U0OPERATOR", Alerts, ts, "mute", "1h");

        app.Requests[0].Payload.GetProperty("actions")[0].GetProperty("selected_option").Text("value").ShouldBe("1h");
    }

    [Theory]
    [InlineData("discard", null)]
    [InlineData("send_back", "dl-2")]
    [InlineData("mute", "9h")]
    public async Task What_does_not_stand_there_can_not_be_pressed(string actionId, string? value)
    {
        var ts = await PostedBlocksAsync(Buttons);

        var error = await Should.ThrowAsync<InvalidOperationException>(Slack.PressAsync("U0OPERATOR", Alerts, ts, actionId, value));

        error.Message.ShouldContain("send_back, mute");
    }

    [Fact]
    public async Task The_newest_message_with_a_button_is_pressed_when_none_is_named()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        await PostedBlocksAsync(Buttons);
        var newest = await PostedBlocksAsync(Buttons);
        await PostedAsync("no button here");
        var pressed = new List<PressedEventArgs>();
        Slack.Pressed += (_, press) => pressed.Add(press);

        await Slack.PressAsync("U0OPERATOR", Alerts, SlackEmulator.NewestTs, "send_back");

        app.Requests.ShouldHaveSingleItem().Payload.GetProperty("container").Text("message_ts").ShouldBe(newest);
        pressed.ShouldHaveSingleItem().Label.ShouldBe("Send back");
        pressed[0].User.Name.ShouldBe("olivia");
        (await Should.ThrowAsync<InvalidOperationException>(Slack.PressAsync("U0OPERATOR", Alerts, SlackEmulator.NewestTs, "stop")))
            .Message.ShouldBe("No message in alerts has an element \"stop\".");
    }

    [Fact]
    public async Task A_press_can_be_answered_by_replacing_the_message()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Buttons);
        await Slack.PressAsync("U0OPERATOR", Alerts, ts, "send_back");

        var (status, body) = await RespondAsync(app, """{"replace_original":true,"text":"sent back"}""");

        status.ShouldBe(200);
        body.ShouldBe("""{"ok":true}""");
        var message = Slack.Messages(Alerts).ShouldHaveSingleItem();
        message.Text.ShouldBe("sent back");
        message.Blocks.ShouldBeNull();
        message.EphemeralTo.ShouldBeNull();
    }

    [Fact]
    public async Task A_press_can_be_answered_to_the_presser_alone_to_all_or_in_the_thread()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Buttons);
        await Slack.PressAsync("U0GUEST", Alerts, ts, "send_back");

        await RespondAsync(app, """{"text":"not you"}""");
        await RespondAsync(app, """{"text":"for all","response_type":"in_channel"}""");
        await RespondAsync(app, $$"""{"text":"below","response_type":"in_channel","replace_original":false,"thread_ts":"{{ts}}"}""");

        var messages = Slack.Messages(Alerts);
        messages.Select(one => one.EphemeralTo).ShouldBe([null, "U0GUEST", null, null]);
        messages[3].ThreadTs.ShouldBe(ts);
        messages[0].Edits.ShouldBe(0);
    }

    [Fact]
    public async Task A_public_answer_into_the_thread_overwrites_the_original_unless_told_otherwise()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Buttons);
        await Slack.PressAsync("U0GUEST", Alerts, ts, "send_back");

        await RespondAsync(app, $$"""{"text":"below","response_type":"in_channel","thread_ts":"{{ts}}"}""");

        Slack.Messages(Alerts).ShouldHaveSingleItem().Text.ShouldBe("below");
    }

    [Fact]
    public async Task The_original_can_be_deleted()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Buttons);
        await Slack.PressAsync("U0OPERATOR", Alerts, ts, "send_back");

        await RespondAsync(app, """{"delete_original":true}""");

        Slack.Messages(Alerts).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_response_url_takes_five_posts()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Buttons);
        await Slack.PressAsync("U0OPERATOR", Alerts, ts, "send_back");

        foreach (var number in Enumerable.Range(1, 5))
        {
            (await RespondAsync(app, $$"""{"text":"answer {{number}}"}""")).Status.ShouldBe(200);
        }

        var (status, body) = await RespondAsync(app, """{"text":"answer 6"}""");
        status.ShouldBe(404);
        body.ShouldContain("used_url");
        Slack.Calls.Count(call => call is { Operation: "response_url", Ok: true }).ShouldBe(5);
    }

    [Fact]
    public async Task Buttons_on_an_ephemeral_answer_can_be_pressed_by_its_reader_only()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        await CallAsync("chat.postEphemeral", $$"""{"channel":"C0ALERTS","user":"U0GUEST","text":"a","blocks":{{Buttons}}}""");
        var ts = Slack.Messages(Alerts)[0].Ts;

        await Should.ThrowAsync<InvalidOperationException>(Slack.PressAsync("U0OPERATOR", Alerts, ts, "send_back"));
        await Slack.PressAsync("U0GUEST", Alerts, ts, "send_back");

        var payload = app.Requests.ShouldHaveSingleItem().Payload;
        payload.GetProperty("container").GetProperty("is_ephemeral").GetBoolean().ShouldBeTrue();
        payload.TryGetProperty("message", out _).ShouldBeFalse();
    }

    private async Task<(int Status, string Body)> RespondAsync(ListeningApp app, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(app.Requests[0].Payload.Text("response_url")), content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Signature(ReceivedRequest request)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes("emulator-signing-secret"));
        var signed = $"v0:{request.Headers["X-Slack-Request-Timestamp"]}:{request.Body}";
        return "v0=" + Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes(signed))).ToLowerInvariant();
    }
}
