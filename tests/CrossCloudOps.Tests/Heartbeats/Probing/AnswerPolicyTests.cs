using CrossCloudOps.Heartbeats;
using CrossCloudOps.Heartbeats.Probing;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

public sealed class AnswerPolicyTests
{
    private static readonly Uri Url = new("https://web-1.example/health");
    private static readonly Pulse Plain = new() { Url = Url };
    private static readonly Answer Good = new(200, new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["Via"] = ["a", "b"], ["Server"] = ["nginx"] }, Url) { Body = "all ok\n" };

    [Theory]
    [InlineData(200, new int[0], null)]
    [InlineData(299, new int[0], null)]
    [InlineData(300, new int[0], "HTTP 300 instead of 2xx")]
    [InlineData(304, new int[0], "HTTP 304 instead of 2xx")]
    [InlineData(500, new[] { 200 }, "HTTP 500 instead of 200")]
    [InlineData(200, new[] { 401, 403 }, "HTTP 200 instead of 401 or 403")]
    [InlineData(403, new[] { 401, 403 }, null)]
    [InlineData(200, new[] { 201, 202, 203, 204, 205, 206 }, "HTTP 200 instead of one of 6 others")]
    public void The_status_is_one_of_those_expected(int status, int[] expected, string? text) =>
        AnswerPolicy.Judge(Plain with { Status = expected }, Good with { Status = status }).ShouldBe(text is null ? null : new CheckFailure(CheckCause.Status, text));

    [Theory]
    [InlineData("/login?next=secret", "HTTP 302 leads to https://web-1.example/login?…, which is not followed: \"redirects\" says how many are")]
    [InlineData("https://me:secret@sso.example/a#b", "HTTP 302 leads to https://sso.example/a, which is not followed: \"redirects\" says how many are")]
    [InlineData("gopher://old.example/", "HTTP 302 leads to gopher://old.example/, which is neither http nor https")]
    [InlineData("http://", "HTTP 302, a redirect that does not say where it leads, instead of 2xx")]
    [InlineData(null, "HTTP 302, a redirect that does not say where it leads, instead of 2xx")]
    public void A_redirect_says_where_it_leads(string? location, string text)
    {
        var answer = Good with { Status = 302, Headers = location is null ? Good.Headers : new Dictionary<string, IReadOnlyList<string>> { ["Location"] = [location] } };

        AnswerPolicy.Judge(Plain, answer).ShouldBe(new CheckFailure(CheckCause.Redirect, text));
    }

    [Theory]
    [InlineData("server", "nginx", null)]
    [InlineData("Via", "b", null)]
    [InlineData("Via", "a, b", null)]
    [InlineData("Server", "Nginx", "the header \"Server\" is \"nginx\" instead of \"Nginx\"")]
    [InlineData("Via", "c", "the header \"Via\" is \"a, b\" instead of \"c\"")]
    [InlineData("X-Version", "12", "the answer has no header \"X-Version\": \"12\" should be in it")]
    public void Headers_have_their_values(string name, string value, string? text) =>
        AnswerPolicy.Judge(Plain with { Headers = new Dictionary<string, string> { [name] = value } }, Good).ShouldBe(text is null ? null : new CheckFailure(CheckCause.Header, text));

    [Theory]
    [InlineData("all ok\n", null)]
    [InlineData("all ok", "the body differs from the expected one only in the white space at its end")]
    [InlineData("\tall ok\n", "the body differs from the expected one only in the white space at its beginning")]
    [InlineData(" all ok\r\n", "the body differs from the expected one only in the white space at its beginning and end")]
    [InlineData("all OK\n", "the body differs from the expected one from character 5 on")]
    [InlineData("all", "the body differs from the expected one from character 4 on")]
    public void The_body_is_the_expected_one_to_the_last_character(string expected, string? text) =>
        AnswerPolicy.Judge(Plain with { Body = expected }, Good).ShouldBe(text is null ? null : new CheckFailure(CheckCause.Body, text) { Expected = expected, Got = "all ok\n" });

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("\uFEFFok", "the body differs from the expected one only in the byte order mark at its beginning")]
    public void What_cannot_be_seen_is_told(string got, string text) =>
        AnswerPolicy.Judge(Plain with { Body = "ok" }, Good with { Body = got })!.Text.ShouldBe(text);

    [Fact]
    public void A_text_is_contained_or_not()
    {
        AnswerPolicy.Judge(Plain with { Contains = "l o" }, Good).ShouldBeNull();
        AnswerPolicy.Judge(Plain with { Contains = "OK" }, Good).ShouldBe(new CheckFailure(CheckCause.Body, "the body does not contain what \"contains\" says") { Expected = "OK", Got = "all ok\n" });
    }

    [Fact]
    public void An_expression_matches_somewhere_or_not()
    {
        AnswerPolicy.Judge(Plain with { Matches = "(?i)OK$" }, Good).ShouldBeNull();
        AnswerPolicy.Judge(Plain with { Matches = "^ok" }, Good).ShouldBe(new CheckFailure(CheckCause.Body, "nothing in the body matches what \"matches\" says") { Expected = "^ok", Got = "all ok\n" });
    }

    [Fact]
    public void An_expression_that_does_not_come_to_an_end_is_a_failure()
    {
        var failure = AnswerPolicy.Judge(Plain with { Matches = "^(a+)+$" }, Good with { Body = new string('a', 5000) + "!" })!;

        failure.Cause.ShouldBe(CheckCause.Body);
        failure.Text.ShouldBe("\"matches\" did not come to an end within 0.25 s on this body: a simpler expression is needed");
    }

    [Fact]
    public void What_is_long_is_cut_but_never_within_a_character()
    {
        var body = new string('a', 1999) + "😀" + new string('b', 100);

        var failure = AnswerPolicy.Judge(Plain with { Body = body + "!" }, Good with { Body = body })!;

        failure.Expected.ShouldBe(new string('a', 1999));
        failure.Got.ShouldBe(new string('a', 1999));
    }

    [Theory]
    [InlineData(2000, null)]
    [InlineData(2000.4, "the answer took 2.001 s, more than 2 s")]
    [InlineData(3200, "the answer took 3.2 s, more than 2 s")]
    public void An_answer_may_take_so_long(double milliseconds, string? text) =>
        AnswerPolicy.Judge(Plain with { Within = TimeSpan.FromSeconds(2) }, Good with { Took = TimeSpan.FromMilliseconds(milliseconds) })?.Text.ShouldBe(text);

    [Fact]
    public void Of_several_faults_the_first_in_order_is_told()
    {
        var pulse = Plain with { Headers = new Dictionary<string, string> { ["A"] = "b" }, Body = "x", Within = TimeSpan.FromSeconds(1) };
        var answer = Good with { Status = 500, CutAt = 7, Took = TimeSpan.FromSeconds(5) };

        AnswerPolicy.Judge(pulse, answer)!.Cause.ShouldBe(CheckCause.Status);
        AnswerPolicy.Judge(pulse, answer with { Status = 200 })!.Cause.ShouldBe(CheckCause.Header);
        AnswerPolicy.Judge(pulse with { Headers = new Dictionary<string, string>() }, answer with { Status = 200 })!.Cause.ShouldBe(CheckCause.TooLarge);
        AnswerPolicy.Judge(pulse with { Headers = new Dictionary<string, string>() }, answer with { Status = 200, CutAt = null })!.Cause.ShouldBe(CheckCause.Body);
        AnswerPolicy.Judge(pulse with { Headers = new Dictionary<string, string>(), Body = Good.Body }, answer with { Status = 200, CutAt = null })!.Cause.ShouldBe(CheckCause.TooSlow);
    }
}
