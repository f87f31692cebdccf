using CrossCloudOps.Slack;

namespace CrossCloudOps.Tests.Slack;

public sealed class SlackTextTests
{
    private static readonly SlackText Text = new(new Redaction(new RedactionOptions()));

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;")]
    [InlineData("one\ntwo\r\nthree\tfour", "one two  three four")]
    [InlineData("a\u0000b\u001bc\u202ed", "a\ufffdb\ufffdc\ufffdd")]
    public void A_line_is_escaped_and_holds_nothing_that_hides(string text, string expected) => Text.Line(text, 100).ShouldBe(expected);

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("123 56", 5, "123…")]
    [InlineData("<<<<", 9, "&lt;&lt;…")]
    [InlineData("<<<<", 8, "&lt;…")]
    [InlineData("ab😀cd", 4, "ab…")]
    [InlineData("ab😀cd", 5, "ab😀…")]
    public void A_line_is_cut_between_whole_characters_and_is_never_longer_than_its_limit(string text, int limit, string expected)
    {
        var line = Text.Line(text, limit);

        line.ShouldBe(expected);
        line.Length.ShouldBeLessThanOrEqualTo(limit);
    }

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("<&>", 3, "<&>")]
    [InlineData("ab😀", 3, "ab…")]
    public void Plain_text_is_cut_but_not_escaped(string text, int limit, string expected) => Text.Plain(text, limit).ShouldBe(expected);

    [Fact]
    public void Code_holds_no_backtick_that_would_end_it() => Text.Code("a`b``c", 20).ShouldBe("`aˋbˋˋc`");

    [Theory]
    [InlineData("`")]
    [InlineData("``")]
    [InlineData("```")]
    [InlineData("````")]
    [InlineData("`````")]
    [InlineData("``````````")]
    [InlineData("a```b`````c")]
    public void A_block_has_two_fences_whatever_is_in_it(string text)
    {
        var (block, cut) = Text.Block(text, 200);

        block.Split("```").Length.ShouldBe(3);
        block.Replace("\u200b", "", StringComparison.Ordinal).ShouldBe($"```\n{text}\n```");
        cut.ShouldBeNull();
    }

    [Fact]
    public void A_block_says_how_much_of_a_text_it_holds()
    {
        var (block, cut) = Text.Block("0123456789", 13);

        (block, cut).ShouldBe(("```\n01234\n```", 5));
    }

    [Fact]
    public void Any_text_stays_within_any_limit()
    {
        var random = new Random(815);
        string[] pieces = ["a", "`", "```", "<", "&", "\n", "\r", "😀", "\ud83d", "漢"];
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(random.GetItems(pieces, random.Next(120)));
            var limit = random.Next(10, 100);

            Text.Line(text, limit).Length.ShouldBeLessThanOrEqualTo(limit);
            Text.Plain(text, limit).Length.ShouldBeLessThanOrEqualTo(limit);
            Text.Block(text, limit).Text.Length.ShouldBeLessThanOrEqualTo(limit);
            Text.Block(text, limit).Text.Split("```").Length.ShouldBe(3);
        }
    }

    [Theory]
    [InlineData("U0OPERATOR", "<@U0OPERATOR>")]
    [InlineData("U1> <!channel", "`U1&gt; &lt;!channel`")]
    public void Only_an_id_is_mentioned(string user, string expected) => SlackText.Mention(user).ShouldBe(expected);

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(0.9, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min 0 s")]
    [InlineData(3599, "59 min 59 s")]
    [InlineData(3600, "1 h 0 min")]
    [InlineData(86_400, "1 d 0 h")]
    [InlineData(273_600, "3 d 4 h")]
    public void A_length_is_said_in_its_two_largest_units(double seconds, string expected) => SlackText.Length(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
