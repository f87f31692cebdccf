using System.Text.Json;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackConversationTests : SlackEmulatorTest
{
    protected override SlackEmulatorOptions Options { get; } = new()
    {
        Channels = [new("C0ALERTS", "alerts"), new("C0OLD", "old") { IsArchived = true }, new("C0PRIVATE", "private") { BotIsMember = false }],
        UserGroups = [new("S0OPS", "ops", ["U0OPERATOR"])],
    };

    [Fact]
    public async Task History_is_newest_first_and_leaves_threads_and_ephemeral_messages_out()
    {
        var first = await PostedAsync("first");
        await PostedAsync("answer", first);
        var second = await PostedAsync("second");
        await CallAsync("chat.postEphemeral", """{"channel":"C0ALERTS","user":"U0GUEST","text":"only you"}""");

        var answer = await FormAsync("conversations.history", ("channel", Alerts));

        Timestamps(answer).ShouldBe([second, first]);
        answer.GetProperty("has_more").GetBoolean().ShouldBeFalse();
        answer.GetProperty("messages")[1].GetProperty("reply_count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task History_comes_in_pages_and_new_messages_do_not_shift_them()
    {
        var posted = new List<string>();
        foreach (var number in Enumerable.Range(1, 5))
        {
            posted.Insert(0, await PostedAsync($"message {number}"));
        }

        var first = await FormAsync("conversations.history", ("channel", Alerts), ("limit", "2"));
        await PostedAsync("newer");
        var cursor = first.GetProperty("response_metadata").Text("next_cursor");
        var second = await FormAsync("conversations.history", ("channel", Alerts), ("limit", "2"), ("cursor", cursor));

        Timestamps(first).ShouldBe(posted[..2]);
        Timestamps(second).ShouldBe(posted[2..4]);
        second.GetProperty("has_more").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Bounds_are_exclusive_unless_asked_otherwise()
    {
        var first = await PostedAsync("first");
        var second = await PostedAsync("second");
        var third = await PostedAsync("third");

        var exclusive = await FormAsync("conversations.history", ("channel", Alerts), ("oldest", first), ("latest", third));
        var inclusive = await FormAsync(
            "conversations.history", ("channel", Alerts), ("oldest", first), ("latest", third), ("inclusive", "true"));

        Timestamps(exclusive).ShouldBe([second]);
        Timestamps(inclusive).ShouldBe([third, second, first]);
    }

    [Fact]
    public async Task Metadata_comes_only_when_asked_for()
    {
        await CallAsync(
            "chat.postMessage",
            """{"channel":"C0ALERTS","text":"a","metadata":{"event_type":"problem","event_payload":{"key":"k1"}}}""");

        var without = await FormAsync("conversations.history", ("channel", Alerts));
        var with = await FormAsync("conversations.history", ("channel", Alerts), ("include_all_metadata", "true"));

        without.GetProperty("messages")[0].TryGetProperty("metadata", out _).ShouldBeFalse();
        with.GetProperty("messages")[0].GetProperty("metadata").GetProperty("event_payload").Text("key").ShouldBe("k1");
    }

    [Theory]
    [InlineData("conversations.history", "channel", "C0NOWHERE", "channel_not_found")]
    [InlineData("conversations.history", "channel", "alerts", "channel_not_found")]
    [InlineData("conversations.history", "channel", "C0PRIVATE", "not_in_channel")]
    [InlineData("conversations.history", "limit", "1", "invalid_arguments")]
    [InlineData("conversations.info", "channel", "C0NOWHERE", "channel_not_found")]
    [InlineData("users.info", "user", "U0NOBODY", "user_not_found")]
    [InlineData("usergroups.users.list", "usergroup", "S0NONE", "no_such_subteam")]
    public async Task Reading_what_is_not_there_is_refused(string method, string argument, string value, string error) =>
        (await FormAsync(method, (argument, value))).Error().ShouldBe(error);

    [Theory]
    [InlineData("oldest", "yesterday", "invalid_ts_oldest")]
    [InlineData("latest", "now", "invalid_ts_latest")]
    [InlineData("cursor", "!", "invalid_cursor")]
    public async Task History_refuses_bounds_it_can_not_read(string argument, string value, string error) =>
        (await FormAsync("conversations.history", ("channel", Alerts), (argument, value))).Error().ShouldBe(error);

    [Theory]
    [InlineData("conversations.history", """{"channel":"C0ALERTS"}""", "invalid_arguments")]
    [InlineData("conversations.replies", """{"channel":"C0ALERTS","ts":"1.000001"}""", "invalid_arguments")]
    [InlineData("users.info", """{"user":"U0OPERATOR"}""", "user_not_found")]
    public async Task Reading_methods_do_not_see_arguments_in_a_JSON_body(string method, string body, string error) =>
        (await CallAsync(method, body)).Error().ShouldBe(error);

    [Fact]
    public async Task Replies_are_the_parent_and_its_answers_oldest_first()
    {
        var parent = await PostedAsync("parent");
        var first = await PostedAsync("first", parent);
        await PostedAsync("elsewhere");
        var second = await PostedAsync("second", parent);

        var answer = await FormAsync("conversations.replies", ("channel", Alerts), ("ts", parent));

        Timestamps(answer).ShouldBe([parent, first, second]);
        answer.GetProperty("messages")[1].Text("thread_ts").ShouldBe(parent);
        (await FormAsync("conversations.replies", ("channel", Alerts), ("ts", "1.000001"))).Error().ShouldBe("thread_not_found");
    }

    [Fact]
    public async Task An_answer_to_an_answer_is_refused_because_the_parent_is_wanted()
    {
        var parent = await PostedAsync("parent");
        var reply = await PostedAsync("reply", parent);

        var answer = await CallAsync("chat.postMessage", $$"""{"channel":"C0ALERTS","text":"a","thread_ts":"{{reply}}"}""");

        answer.Error().ShouldBe("cannot_reply_to_message");
    }

    [Fact]
    public async Task A_broadcast_answer_stands_in_the_channel_too()
    {
        var parent = await PostedAsync("parent");
        var answer = await CallAsync(
            "chat.postMessage", $$"""{"channel":"C0ALERTS","text":"all","thread_ts":"{{parent}}","reply_broadcast":true}""");

        Timestamps(await FormAsync("conversations.history", ("channel", Alerts))).ShouldBe([answer.Text("ts"), parent]);
    }

    [Theory]
    [InlineData("C0OLD", "is_archived")]
    [InlineData("C0PRIVATE", "not_in_channel")]
    public async Task The_bot_posts_only_where_it_may(string channel, string error) =>
        (await CallAsync("chat.postMessage", $$"""{"channel":"{{channel}}","text":"a"}""")).Error().ShouldBe(error);

    [Fact]
    public async Task Channels_are_listed_in_pages()
    {
        var first = await FormAsync("conversations.list", ("limit", "2"));
        var cursor = first.GetProperty("response_metadata").Text("next_cursor");
        var second = await FormAsync("conversations.list", ("limit", "2"), ("cursor", cursor));

        first.GetProperty("channels").GetArrayLength().ShouldBe(2);
        second.GetProperty("channels")[0].Text("id").ShouldBe("C0PRIVATE");
        second.GetProperty("response_metadata").Text("next_cursor").ShouldBeEmpty();
    }

    [Fact]
    public async Task People_channels_and_groups_can_be_looked_up()
    {
        (await FormAsync("users.info", ("user", "U0OPERATOR"))).GetProperty("user").Text("name").ShouldBe("olivia");
        (await FormAsync("conversations.info", ("channel", Alerts))).GetProperty("channel").Text("name").ShouldBe("alerts");
        (await FormAsync("usergroups.users.list", ("usergroup", "S0OPS"))).GetProperty("users")[0].GetString().ShouldBe("U0OPERATOR");
    }

    private static List<string> Timestamps(JsonElement answer) =>
        [.. answer.GetProperty("messages").EnumerateArray().Select(message => message.Text("ts"))];
}
