namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackChatTests : SlackEmulatorTest
{
    private const string Section = """[{"type":"section","text":{"type":"mrkdwn","text":"*three* dead letters"}}]""";

    [Fact]
    public async Task A_bot_is_told_who_it_is()
    {
        var answer = await CallAsync("auth.test", "{}");

        answer.Text("team_id").ShouldBe("T0CROSSCLOUD");
        answer.Text("user_id").ShouldBe("U0BOT");
    }

    [Theory]
    [InlineData(null, "not_authed")]
    [InlineData("xoxb-stale", "invalid_auth")]
    public async Task A_call_without_the_right_token_is_refused_with_status_200(string? token, string error)
    {
        var answer = await CallAsync("chat.postMessage", """{"channel":"C0ALERTS","text":"hello"}""", token);

        answer.Error().ShouldBe(error);
        Slack.Messages(Alerts).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("C0ALERTS")]
    [InlineData("alerts")]
    [InlineData("#alerts")]
    public async Task A_message_is_posted_to_a_channel_by_id_or_name_and_the_id_comes_back(string channel)
    {
        var answer = await CallAsync("chat.postMessage", $$"""{"channel":"{{channel}}","text":"hello","unfurl_links":false}""");

        answer.Text("channel").ShouldBe(Alerts);
        var message = Slack.Messages(Alerts).ShouldHaveSingleItem();
        message.Ts.ShouldBe(answer.Text("ts"));
        message.Text.ShouldBe("hello");
        message.UnfurlLinks.ShouldBeFalse();
        message.UnfurlMedia.ShouldBeTrue();
    }

    [Fact]
    public async Task Blocks_are_kept_with_the_ids_that_Slack_adds()
    {
        await PostedBlocksAsync(
            """[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go"},"action_id":"go"}]}]""");

        var block = Slack.Messages(Alerts).ShouldHaveSingleItem().Blocks.ShouldNotBeNull()[0];
        block.Text("block_id").ShouldNotBeEmpty();
        block.GetProperty("elements")[0].Text("action_id").ShouldBe("go");
        block.GetProperty("elements")[0].GetProperty("text").GetProperty("emoji").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Form_arguments_carry_blocks_as_JSON_in_text()
    {
        var answer = await FormAsync("chat.postMessage", ("channel", "alerts"), ("blocks", Section), ("text", "three"));

        answer.Ok().ShouldBeTrue();
        Slack.Messages(Alerts).ShouldHaveSingleItem().Blocks.ShouldNotBeNull().GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"channel":"C0NOWHERE","text":"hello"}""", "channel_not_found")]
    [InlineData("""{"text":"hello"}""", "channel_not_found")]
    [InlineData("""{"channel":"C0ALERTS"}""", "no_text")]
    [InlineData("""{"channel":"C0ALERTS","text":""}""", "no_text")]
    [InlineData("""{"channel":"C0ALERTS","text":"a","blocks":"[{"}""", "invalid_blocks_format")]
    [InlineData("""{"channel":"C0ALERTS","text":"a","blocks":{}}""", "invalid_blocks_format")]
    [InlineData("""{"channel":"C0ALERTS","text":"a","metadata":{"event_type":"x"}}""", "invalid_metadata_format")]
    [InlineData("""{"channel":"C0ALERTS","text":"a","thread_ts":"1.000001"}""", "cannot_reply_to_message")]
    [InlineData("""{"channel":"C0ALERTS","text":"a" """, "invalid_json")]
    public async Task A_message_that_Slack_would_refuse_is_refused(string body, string error)
    {
        var answer = await CallAsync("chat.postMessage", body);

        answer.Error().ShouldBe(error);
        Slack.Messages(Alerts).ShouldBeEmpty();
    }

    [Fact]
    public async Task Invalid_blocks_are_named_by_a_pointer()
    {
        var answer = await CallAsync(
            "chat.postMessage",
            """{"channel":"C0ALERTS","blocks":[{"type":"section","text":{"type":"mrkdwn","text":""}}]}""");

        answer.Error().ShouldBe("invalid_blocks");
        answer.Messages().ShouldBe("[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]");
    }

    [Fact]
    public async Task Timestamps_rise_and_are_never_twice_the_same()
    {
        var posted = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => PostedAsync($"message {number}")));

        posted.Distinct().Count().ShouldBe(20);
        Slack.Messages(Alerts).Select(message => message.Ts).ShouldBeInOrder();
        posted[0].ShouldMatch(@"^\d{10}\.\d{6}$");
    }

    [Fact]
    public async Task An_update_replaces_text_and_blocks_and_remembers_what_stood_there()
    {
        var ts = await PostedBlocksAsync(Section);

        var answer = await CallAsync("chat.update", $$"""
            {"channel":"C0ALERTS","ts":"{{ts}}","text":"four","blocks":[{"type":"divider"}]}
            """);

        answer.Text("ts").ShouldBe(ts);
        var message = Slack.Messages(Alerts).ShouldHaveSingleItem();
        message.Text.ShouldBe("four");
        message.Blocks.ShouldNotBeNull()[0].Text("type").ShouldBe("divider");
        message.Edits.ShouldBe(1);
        message.History[0].Text.ShouldBe("fallback");
        message.ShowsEdited.ShouldBeFalse();
    }

    [Fact]
    public async Task An_update_with_text_alone_takes_the_blocks_away()
    {
        var ts = await PostedBlocksAsync(Section);

        await CallAsync("chat.update", $$"""{"channel":"C0ALERTS","ts":"{{ts}}","text":"plain"}""");

        var message = Slack.Messages(Alerts).ShouldHaveSingleItem();
        message.Blocks.ShouldBeNull();
        message.ShowsEdited.ShouldBeTrue();
    }

    [Fact]
    public async Task An_update_keeps_metadata_unless_an_empty_object_comes()
    {
        var posted = await CallAsync(
            "chat.postMessage",
            """{"channel":"C0ALERTS","text":"a","metadata":{"event_type":"problem","event_payload":{"key":"k1"}}}""");
        var ts = posted.Text("ts");

        await CallAsync("chat.update", $$"""{"channel":"C0ALERTS","ts":"{{ts}}","text":"b"}""");
        Slack.Messages(Alerts)[0].Metadata.ShouldNotBeNull().Text("event_type").ShouldBe("problem");

        await CallAsync("chat.update", $$$"""{"channel":"C0ALERTS","ts":"{{{ts}}}","text":"c","metadata":{}}""");
        Slack.Messages(Alerts)[0].Metadata.ShouldBeNull();
    }

    [Theory]
    [InlineData(4000, "ok")]
    [InlineData(4001, "msg_too_long")]
    public async Task Text_of_an_update_ends_at_4000_characters(int length, string error)
    {
        var ts = await PostedAsync("short");

        var answer = await CallAsync("chat.update", $$"""{"channel":"C0ALERTS","ts":"{{ts}}","text":"{{new string('x', length)}}"}""");

        answer.Error().ShouldBe(error);
    }

    [Theory]
    [InlineData("alerts", "1.000001", "channel_not_found")]
    [InlineData("C0ALERTS", "1.000001", "message_not_found")]
    public async Task An_update_or_deletion_needs_a_channel_id_and_a_message(string channel, string ts, string error)
    {
        foreach (var method in (string[])["chat.update", "chat.delete"])
        {
            var answer = await CallAsync(method, $$"""{"channel":"{{channel}}","ts":"{{ts}}","text":"a"}""");
            answer.Error().ShouldBe(error);
        }
    }

    [Fact]
    public async Task Text_over_40000_characters_is_cut_without_a_word()
    {
        await PostedAsync(new string('x', 40_001));

        Slack.Messages(Alerts)[0].Text.Length.ShouldBe(40_000);
    }

    [Fact]
    public async Task A_deleted_message_is_gone()
    {
        var ts = await PostedAsync("oops");

        var answer = await CallAsync("chat.delete", $$"""{"channel":"C0ALERTS","ts":"{{ts}}"}""");

        answer.Ok().ShouldBeTrue();
        Slack.Messages(Alerts).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_ephemeral_message_is_for_one_person_and_can_not_be_updated()
    {
        var answer = await CallAsync("chat.postEphemeral", """{"channel":"C0ALERTS","user":"U0GUEST","text":"only you"}""");

        var message = Slack.Messages(Alerts).ShouldHaveSingleItem();
        message.EphemeralTo.ShouldBe("U0GUEST");
        message.Ts.ShouldBe(answer.Text("message_ts"));
        var update = await CallAsync("chat.update", $$"""{"channel":"C0ALERTS","ts":"{{message.Ts}}","text":"a"}""");
        update.Error().ShouldBe("message_not_found");
    }

    [Fact]
    public async Task A_permalink_names_channel_and_message()
    {
        var ts = await PostedAsync("hello");

        var answer = await FormAsync("chat.getPermalink", ("channel", Alerts), ("message_ts", ts));

        answer.Text("permalink").ShouldEndWith($"/archives/C0ALERTS/p{ts.Replace(".", "", StringComparison.Ordinal)}");
    }

    [Fact]
    public async Task A_person_can_be_written_to()
    {
        var answer = await CallAsync("chat.postMessage", """{"channel":"U0OPERATOR","text":"hello"}""");

        answer.Text("channel").ShouldBe("D0OPERATOR");
        Slack.Messages("D0OPERATOR").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_unknown_method_is_refused() =>
        (await CallAsync("chat.shout", "{}")).Error().ShouldBe("unknown_method");
}
