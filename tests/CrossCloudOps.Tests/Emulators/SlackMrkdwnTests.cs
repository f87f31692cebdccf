using CrossCloudOps.Emulators.Slack.Page;

namespace CrossCloudOps.Tests.Emulators;

public sealed class SlackMrkdwnTests
{
    private readonly Mrkdwn _mrkdwn = new(id => id == "U1" ? "olivia" : null);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("*bold* _italic_ ~gone~", "<b>bold</b> <i>italic</i> <s>gone</s>")]
    [InlineData("*bold and _italic_*", "<b>bold and <i>italic</i></b>")]
    [InlineData("2*3*4 snake_case_name", "2*3*4 snake_case_name")]
    [InlineData("* not bold * at all", "* not bold * at all")]
    [InlineData("`a *b* <c>`", "<code>a *b* &lt;c&gt;</code>")]
    [InlineData("a\nb", "a<br>b")]
    [InlineData("```{\n  \"a\": 1\n}```", "<pre>{\n  &quot;a&quot;: 1\n}</pre>")]
    [InlineData("&gt; 3 &amp; &lt;b&gt;", "<blockquote>3 &amp; &lt;b&gt;</blockquote>")]
    [InlineData("> quoted\n> more\nnot\nat all", "<blockquote>quoted<br>more</blockquote>not<br>at all")]
    [InlineData(":warning: :own_emoji: 12:30:45", "⚠️ :own_emoji: 12:30:45")]
    [InlineData("<@U1> <@U2> <#C1|alerts> <!here>", "<span class=\"mention\">@olivia</span> <span class=\"mention\">@U2</span> <span class=\"mention\">#alerts</span> <span class=\"mention\">@here</span>")]
    [InlineData("<!date^1767614400^{date_num} {time}|then>", "<time datetime=\"2026-01-05T12:00:00Z\" data-format=\"{date_num} {time}\">2026-01-05 12:00</time>")]
    [InlineData("<!date^1767614400^{date_short_pretty} at {time_secs} {odd}|then>", "<time datetime=\"2026-01-05T12:00:00Z\" data-format=\"{date_short_pretty} at {time_secs} {odd}\">Jan 5, 2026 at 12:00:00 {odd}</time>")]
    [InlineData("<!date^soon^{time}|then>", "then")]
    [InlineData("<https://example.org/?a=1&amp;b=2|the *log*>", "<a href=\"https://example.org/?a=1&amp;b=2\" target=\"_blank\" rel=\"noreferrer\">the *log*</a>")]
    [InlineData("*<https://example.org|log>*", "<b><a href=\"https://example.org/\" target=\"_blank\" rel=\"noreferrer\">log</a></b>")]
    public void Mrkdwn_is_drawn_as_Slack_draws_it(string text, string html) => _mrkdwn.ToHtml(text).ShouldBe(html);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("<javascript:alert(1)|click>")]
    [InlineData("<https://example.org/\"onmouseover=\"alert(1)|x>")]
    [InlineData("<https://example.org|<img src=x onerror=alert(1)>>")]
    [InlineData("```</pre><script>```")]
    [InlineData("`</code><script>`")]
    [InlineData("<@U1|<b>x</b>>")]
    [InlineData("<!date^1^{time}<script>|x>")]
    [InlineData("\uE000\uE001<script>")]
    public void Nothing_of_the_text_becomes_markup(string text)
    {
        var html = _mrkdwn.ToHtml(text);

        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("<img", Case.Insensitive);
        html.ShouldNotContain("\"onmouseover", Case.Insensitive);
        html.ShouldNotContain("href=\"javascript", Case.Insensitive);
    }

    [Fact]
    public void Very_many_references_do_not_run_out_of_pieces()
    {
        var html = _mrkdwn.ToHtml(string.Concat(Enumerable.Repeat("`a`", 10_000)));

        html.ShouldStartWith("<code>a</code>");
        html.ShouldEndWith("…");
    }

    [Fact]
    public void Plain_text_has_emoji_and_nothing_else() =>
        Mrkdwn.Plain("*a* <b> :x:").ShouldBe("*a* &lt;b&gt; ❌");
}
