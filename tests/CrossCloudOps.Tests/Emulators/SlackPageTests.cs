using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Tests.Emulators;

public sealed partial class SlackPageTests : SlackEmulatorTest
{
    private const string Attack = "<script>alert(1)</script>\"'><img src=x>";

    private const string Button = """
        [{"type":"actions","elements":[{"type":"button","action_id":"go","value":"1","style":"danger",
          "text":{"type":"plain_text","text":"Send back all"},
          "confirm":{"title":{"type":"plain_text","text":"Sure?"},"text":{"type":"mrkdwn","text":"3 messages"},
                     "confirm":{"type":"plain_text","text":"Yes"},"deny":{"type":"plain_text","text":"No"}}}]}]
        """;

    [Fact]
    public async Task The_page_shows_messages_threads_and_edits()
    {
        var ts = await PostedAsync("first *words*");
        await PostedAsync("an answer", ts);
        await CallAsync("chat.update", $$"""{"channel":"C0ALERTS","ts":"{{ts}}","text":"second *words*"}""");

        var page = await PageAsync("/");
        var beside = await PageAsync($"/?thread={ts}");

        page.ShouldContain("#alerts");
        page.ShouldContain("second <b>words</b></div> <span class=\"edited\">(edited)");
        page.ShouldContain($"<a data-go href=\"/?user=U0OPERATOR&amp;channel=C0ALERTS&amp;thread={ts}\">1 reply</a>");
        page.ShouldNotContain("an answer");
        beside.ShouldContain("an answer");
        beside.ShouldContain($"id=\"t-{ts}\"");
    }

    [Fact]
    public async Task An_answer_to_one_person_is_seen_by_that_person_until_they_dismiss_it()
    {
        await CallAsync("chat.postEphemeral", """{"channel":"C0ALERTS","user":"U0GUEST","text":"not you"}""");
        var ts = Slack.Messages(Alerts)[0].Ts;

        (await PageAsync("/?user=U0OPERATOR")).ShouldNotContain("not you");
        (await PageAsync("/?user=U0GUEST")).ShouldContain("Only visible to you");
        await PostAsync("/dismiss", ("channel", Alerts), ("ts", ts), ("user", "U0OPERATOR"));
        (await PageAsync("/?user=U0GUEST")).ShouldContain("Only visible to you");
        await PostAsync("/dismiss", ("channel", Alerts), ("ts", ts), ("user", "U0GUEST"));
        (await PageAsync("/?user=U0GUEST")).ShouldNotContain("Only visible to you");
    }

    [Fact]
    public async Task What_was_refused_stands_on_the_page_with_the_reason()
    {
        await CallAsync("chat.postMessage", """{"channel":"C0ALERTS","text":"a","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"*b*"}}]}""");

        var page = await PageAsync("/");

        page.ShouldContain("<code>chat.postMessage</code> in #alerts: <b>invalid_blocks</b>");
        page.ShouldContain("<li>must be one of: plain_text [json-pointer:/blocks/0/text/type]</li>");
    }

    [Fact]
    public async Task Nothing_that_was_posted_becomes_markup()
    {
        var text = JsonEncodedText.Encode(Attack).ToString();
        await PostedAsync(text);
        await CallAsync("chat.postMessage", $$"""{"channel":"C0ALERTS","text":"a","username":"{{text}}","icon_emoji":"{{text}}"}""");
        await PostedBlocksAsync($$"""
            [{"type":"header","text":{"type":"plain_text","text":"{{text}}"} },
             {"type":"section","text":{"type":"mrkdwn","text":"{{text}}"},"fields":[{"type":"plain_text","text":"{{text}}"}]},
             {"type":"context","elements":[{"type":"mrkdwn","text":"{{text}}"},{"type":"image","image_url":"{{text}}","alt_text":"{{text}}"}]},
             {"type":"image","image_url":"{{text}}","alt_text":"{{text}}","title":{"type":"plain_text","text":"{{text}}"} },
             {"type":"markdown","text":"{{text}}"},
             {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"{{text}}"},{"type":"link","url":"{{text}}"},
               {"type":"emoji","name":"{{text}}"},{"type":"user","user_id":"{{text}}"}]}]},
             {"type":"table","rows":[[{"type":"raw_text","text":"{{text}}"}]]},
             {"type":"file","external_id":"{{text}}","source":"remote"},
             {"type":"input","label":{"type":"plain_text","text":"{{text}}"},"hint":{"type":"plain_text","text":"{{text}}"},
              "element":{"type":"plain_text_input","initial_value":"{{text}}"} },
             {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"{{text}}"},
               "confirm":{"title":{"type":"plain_text","text":"{{text}}"},"text":{"type":"plain_text","text":"{{text}}"},
                          "confirm":{"type":"plain_text","text":"a"},"deny":{"type":"plain_text","text":"b"} } }]}]
            """);

        var page = await PageAsync("/");

        page.ShouldNotContain("<script>", Case.Insensitive);
        page.ShouldNotContain("<img", Case.Insensitive);
        page.ShouldNotContain("\"'>", Case.Insensitive);
    }

    [Fact]
    public async Task The_page_loads_and_runs_its_own_files_alone()
    {
        using var response = await Http.GetAsync(Slack.PageUrl);
        var page = await response.Content.ReadAsStringAsync();

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldBe("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        page.ShouldNotContain(" style=");
        page.ShouldNotContain(" on");
        foreach (Match file in OwnFile().Matches(page))
        {
            using var loaded = await Http.GetAsync(new Uri(Slack.PageUrl, file.Groups[1].Value));
            loaded.StatusCode.ShouldBe(HttpStatusCode.OK, file.Value);
            loaded.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe(file.Value.EndsWith(".js\"", StringComparison.Ordinal) ? "text/javascript" : "text/css");
        }
    }

    [Fact]
    public async Task A_button_shows_its_style_and_what_it_will_ask()
    {
        await PostedBlocksAsync(Button);

        var page = await PageAsync("/");

        page.ShouldContain("<button type=\"button\" class=\"button danger\" data-action=\"go\" data-value=\"1\">Send back all</button>");
        page.ShouldContain("<h2 id=\"confirm-title\">Sure?</h2><div class=\"body\">3 messages</div>");
        page.ShouldContain("data-answer=\"no\">No</button>");
        page.ShouldContain("<button type=\"button\" class=\"button primary\" data-answer=\"yes\">Yes</button>");
    }

    [Fact]
    public async Task A_permalink_leads_to_the_message_on_the_page()
    {
        var ts = await PostedAsync("hello");
        var permalink = (await FormAsync("chat.getPermalink", ("channel", Alerts), ("message_ts", ts))).Text("permalink");

        using var response = await Http.GetAsync(new Uri(permalink));

        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        response.Headers.Location.ShouldNotBeNull().ToString().ShouldBe($"/?channel=C0ALERTS#m-{ts}");
        (await PageAsync("/")).ShouldContain($"id=\"m-{ts}\"");
        using var missing = await Http.GetAsync(new Uri(Slack.PageUrl, "/archives/C0ALERTS/p1234567890123456"));
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_script_can_press_a_button()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Button);

        var (status, body) = await PressAsync(ts, "go");

        status.ShouldBe(200);
        body.ShouldStartWith("200 in ");
        body.ShouldEndWith("seen\n");
        app.Requests.ShouldHaveSingleItem().Payload.GetProperty("user").Text("id").ShouldBe("U0OPERATOR");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://example.org")]
    [InlineData("Origin", "null")]
    public async Task A_page_elsewhere_can_not_press(string header, string value)
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Button);

        (await PressAsync(ts, "go", (header, value))).Status.ShouldBe(403);

        app.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_press_from_the_page_itself_is_let_through()
    {
        await using var app = await ListeningApp.StartAsync();
        Slack.InteractionsUrl = app.Url;
        var ts = await PostedBlocksAsync(Button);

        var (status, _) = await PressAsync(
            ts, "go", ("Sec-Fetch-Site", "same-origin"), ("Origin", Slack.PageUrl.GetLeftPart(UriPartial.Authority)));

        status.ShouldBe(200);
        app.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_press_that_can_not_be_says_why()
    {
        var ts = await PostedBlocksAsync(Button);
        Slack.InteractionsUrl = new Uri("http://127.0.0.1:9/");

        (await PressAsync(ts, "stop")).Status.ShouldBe(404);
        (await PressAsync(ts, "go")).Status.ShouldBe(502);
        (await PressAsync("", "go")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_file_is_shown_as_text_whatever_it_is_called()
    {
        var announced = await FormAsync("files.getUploadURLExternal", ("filename", "a.html"), ("length", "8"));
        using var upload = new StringContent("<script>");
        using var uploaded = await Http.PostAsync(new Uri(announced.Text("upload_url")), upload);
        await CallAsync(
            "files.completeUploadExternal", $$"""{"files":[{"id":"{{announced.Text("file_id")}}"}],"channel_id":"C0ALERTS"}""");

        (await PageAsync("/")).ShouldContain("<a href=\"/files/F000000001\" target=\"_blank\">a.html</a> <small>8 bytes</small>");
        using var file = await Http.GetAsync(new Uri(Slack.PageUrl, "/files/F000000001"));
        file.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("text/plain");
        file.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        (await file.Content.ReadAsStringAsync()).ShouldBe("<script>");
    }

    [GeneratedRegex("(?:src|href)=\"(/[a-z]+\\.(?:js|css))\"")]
    private static partial Regex OwnFile();

    private async Task<string> PageAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(Slack.PageUrl, path));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await Http.PostAsync(new Uri(Slack.PageUrl, path), form);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(int Status, string Body)> PressAsync(string ts, string actionId, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.PageUrl, "/press"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["channel"] = Alerts,
                ["ts"] = ts,
                ["action_id"] = actionId,
                ["user"] = "U0OPERATOR",
            }),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
