using System.Net;
using System.Text;
using System.Text.Json;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Slack.Page;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>What the page's script sends and hears.</summary>
public sealed class SlackPageActTests : SlackEmulatorTest
{
    private const string Buttons = """
        [{"type":"actions","elements":[{"type":"button","action_id":"go","text":{"type":"plain_text","text":"Go"}}]}]
        """;

    private const string View = """
        {"type":"modal","title":{"type":"plain_text","text":"Edit <it>"},"submit":{"type":"plain_text","text":"Save"},"blocks":[
          {"type":"input","block_id":"body","label":{"type":"plain_text","text":"Body"},
           "element":{"type":"plain_text_input","action_id":"in","multiline":true,"max_length":500,"initial_value":"</textarea><script>"}},
          {"type":"input","block_id":"sure","optional":true,"label":{"type":"plain_text","text":"Sure?"},
           "element":{"type":"checkboxes","action_id":"in","options":[{"text":{"type":"plain_text","text":"Yes"},"value":"yes"}]}}]}
        """;

    [Fact]
    public async Task An_edit_reaches_a_page_that_is_open_and_nothing_else_is_sent_again()
    {
        var first = await PostedAsync("first words");
        await PostedAsync("stays as it is");
        await using var feed = await FeedAsync("U0OPERATOR");
        var before = (await feed.NextAsync()).GetProperty("messages");

        await CallAsync("chat.update", $$"""{"channel":"C0ALERTS","ts":"{{first}}","text":"second words"}""");
        var after = (await feed.NextAsync()).GetProperty("messages");

        before.EnumerateArray().Select(part => part.Text("html")).ShouldAllBe(html => html.Length > 0);
        before[0].Text("html").ShouldContain("first words");
        after[0].Text("id").ShouldBe($"m-{first}");
        after[0].Text("html").ShouldContain("second words");
        after[1].TryGetProperty("html", out _).ShouldBeFalse();
        after[1].Text("version").ShouldBe(before[1].Text("version"));
    }

    [Fact]
    public async Task A_feed_tells_a_person_of_no_answer_that_is_not_theirs()
    {
        await using var feed = await FeedAsync("U0OPERATOR");
        (await feed.NextAsync()).GetProperty("messages").GetArrayLength().ShouldBe(0);

        await CallAsync("chat.postEphemeral", """{"channel":"C0ALERTS","user":"U0GUEST","text":"not you"}""");
        await PostedAsync("for all");

        (await feed.NextAsync()).GetProperty("messages")[0].Text("html").ShouldContain("for all");
    }

    [Fact]
    public async Task What_left_the_page_and_comes_back_is_sent_whole()
    {
        var first = await PostedAsync("number 0");
        for (var n = 1; n < 100; n++)
        {
            await PostedAsync($"number {n}");
        }

        await using var feed = await FeedAsync("U0OPERATOR");
        (await feed.NextAsync()).GetProperty("messages")[0].Text("id").ShouldBe($"m-{first}");
        var pushing = await PostedAsync("one too many");
        (await feed.NextAsync()).GetProperty("messages")[0].Text("id").ShouldNotBe($"m-{first}");

        await CallAsync("chat.delete", $$"""{"channel":"C0ALERTS","ts":"{{pushing}}"}""");

        (await feed.NextAsync()).GetProperty("messages")[0].Text("html").ShouldContain("number 0");
    }

    [Theory]
    [InlineData("/press")]
    [InlineData("/command")]
    [InlineData("/view/submit")]
    [InlineData("/view/close")]
    [InlineData("/dismiss")]
    public async Task A_page_elsewhere_can_not_act(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.PageUrl, path));
        request.Headers.Add("Origin", "https://example.org");

        using var response = await Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_app_that_fails_is_told_of_as_Slack_tells()
    {
        await using var app = await ListeningApp.StartAsync();
        app.Respond = context => context.Response.StatusCode = 500;
        (Slack.InteractionsUrl, Slack.CommandsUrl) = (app.Url, app.Url);
        var ts = await PostedBlocksAsync(Buttons);

        var press = await ActAsync("/press", ("channel", Alerts), ("ts", ts), ("action_id", "go"));
        var command = await ActAsync("/command", ("channel", Alerts), ("text", "/ops help me"));

        press.Text("trouble").ShouldBe("This app responded with status code 500.");
        command.Text("trouble").ShouldBe("/ops failed with the error \"dispatch_failed\"");
    }

    [Theory]
    [InlineData("press", "This app did not respond within 3 seconds.")]
    [InlineData("command", "/ops failed with the error \"operation_timeout\"")]
    [InlineData("view/submit", "We had some trouble connecting. Try again? The app did not respond within 3 seconds.")]
    public async Task An_app_that_answers_too_late_is_told_of_as_Slack_tells(string path, string trouble)
    {
        var late = new InteractionResult(200, "", TimeSpan.FromSeconds(3));

        var outcome = await ActOutcome.OfAsync(
            Task.FromResult<InteractionResult?>(late), path, SlackArguments.From([KeyValuePair.Create("text", "/ops help")]));

        JsonElement.Parse(Encoding.UTF8.GetString(outcome.AsJson().Body.Span)).Text("trouble").ShouldBe(trouble);
    }

    [Fact]
    public async Task A_command_is_sent_and_its_answer_stands_in_the_channel()
    {
        await using var app = await ListeningApp.StartAsync();
        app.Answer = "at *your* service";
        Slack.CommandsUrl = app.Url;

        var outcome = await ActAsync("/command", ("channel", Alerts), ("text", " /ops  help me "));

        outcome.GetProperty("trouble").ValueKind.ShouldBe(JsonValueKind.Null);
        app.Requests.ShouldHaveSingleItem().Body.ShouldContain("command=%2Fops&text=help+me");
        (await Http.GetStringAsync(Slack.PageUrl)).ShouldContain("at <b>your</b> service");
    }

    [Fact]
    public async Task A_modal_is_shown_to_its_person_and_submitted_with_what_was_typed()
    {
        await using var app = await OpenedAsync();
        app.Answer = """{"response_action":"errors","errors":{"body":"Not JSON"}}""";
        var view = Slack.Views[0].Id;

        var page = await Http.GetStringAsync(new Uri(Slack.PageUrl, "/?user=U0OPERATOR"));
        var outcome = await ActAsync("/view/submit", ("view", view), ("field.body", "a\r\nb"), ("field.sure", ""));

        page.ShouldContain("Edit &lt;it&gt;</h2>");
        page.ShouldContain("name=\"field.body\"");
        page.ShouldContain("maxlength=\"500\">\n&lt;/textarea&gt;&lt;script&gt;</textarea>");
        page.ShouldContain("<fieldset class=\"input\" data-block=\"sure\">");
        (await Http.GetStringAsync(new Uri(Slack.PageUrl, "/?user=U0GUEST"))).ShouldNotContain("<dialog class=\"modal\"");
        outcome.GetProperty("errors").Text("body").ShouldBe("Not JSON");
        var values = app.Requests[^1].Payload.GetProperty("view").GetProperty("state").GetProperty("values");
        values.GetProperty("body").GetProperty("in").Text("value").ShouldBe("a\nb");
        values.GetProperty("sure").GetProperty("in").GetProperty("selected_options").GetArrayLength().ShouldBe(0);
        Slack.Views.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nobody_submits_or_closes_the_modal_of_somebody_else()
    {
        await using var app = await OpenedAsync();
        var view = Slack.Views[0].Id;

        (await ActAsync("/view/submit", "U0GUEST", ("view", view))).Text("trouble").ShouldContain("has no view");
        (await ActAsync("/view/close", "U0GUEST", ("view", view))).Text("trouble").ShouldContain("has no view");
        (await ActAsync("/view/close", ("view", view))).GetProperty("trouble").ValueKind.ShouldBe(JsonValueKind.Null);

        Slack.Views.ShouldBeEmpty();
    }

    private async Task<ListeningApp> OpenedAsync()
    {
        var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Buttons);
        await Slack.PressAsync("U0OPERATOR", Alerts, ts, "go");
        var trigger = app.Requests[0].Payload.Text("trigger_id");
        (await CallAsync("views.open", $$"""{"trigger_id":"{{trigger}}","view":{{View}}}""")).Ok().ShouldBeTrue();
        app.Answer = "";
        return app;
    }

    private Task<JsonElement> ActAsync(string path, params (string Name, string Value)[] fields) => ActAsync(path, "U0OPERATOR", fields);

    private async Task<JsonElement> ActAsync(string path, string user, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.PageUrl, path))
        {
            Content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("user", user)]),
        };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await Http.SendAsync(request);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    private async Task<Feed> FeedAsync(string user)
    {
        var response = await Http.GetAsync(new Uri(Slack.PageUrl, $"/events?user={user}&channel={Alerts}"), HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("text/event-stream");
        return new Feed(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed class Feed(HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
    {
        public async Task<JsonElement> NextAsync()
        {
            while (true)
            {
                var line = (await lines.ReadLineAsync()).ShouldNotBeNull();
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    return JsonElement.Parse(line["data: ".Length..]);
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
