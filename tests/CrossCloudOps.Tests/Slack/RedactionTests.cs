using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Secrets;
using CrossCloudOps.Tests.DeadLetters;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Slack;

public sealed class RedactionTests
{
    private const string Arrow = " ⇒ ";

    private static readonly Redaction Redaction = new(new RedactionOptions());

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(SourceTree.Path("tests", "CrossCloudOps.Tests", "Slack", "RedactionCases.txt")).Where(static l => l.Length > 0 && l[0] != '#'))
        {
            var arrow = line.LastIndexOf(Arrow, StringComparison.Ordinal);
            var input = line[..arrow].Replace('⏎', '\n');
            var output = line[(arrow + Arrow.Length)..].Replace('⏎', '\n');
            cases.Add(input, output == "same" ? input : output);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_must_not_be_shown_is_replaced_and_the_rest_stays(string text, string expected)
    {
        var redacted = Redaction.Apply(text);

        redacted.Text.ShouldBe(expected);
        Redaction.Restore(redacted.Text, redacted.Pieces).Text.ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_was_redacted_stays_as_it_is_when_it_is_redacted_again(string text, string expected)
    {
        var once = Redaction.Apply(text).Text;

        Redaction.Apply(once).Text.ShouldBe(once, expected);
    }

    [Fact]
    public void What_is_taken_out_can_be_put_back_into_an_edited_text()
    {
        var redacted = Redaction.Apply("""{"password":"hunter2","card":"4111111111111111"}""");

        var restored = Redaction.Restore("""{"twice":"[redacted 1: password] [redacted 1: password]","none":"[redacted 9: password]"}""", redacted.Pieces);

        restored.Text.ShouldBe("""{"twice":"hunter2 hunter2","none":"[redacted 9: password]"}""");
        restored.Missing.ShouldHaveSingleItem().ShouldBe(new RedactedPiece(2, "card number", "4111111111111111", "[redacted 2: card number]"));
    }

    [Fact]
    public void Any_text_comes_back_as_it_was()
    {
        var random = new Random(20260105);
        var pieces = Cases().Select(static c => (string)c[0]).Concat(["[redacted 1: password]", "[redacted 2: ", "]", "\ud83d", "\ude00", "😀", "\\", "\"", "@", "4111", " ", "\n", ":", "=", "password", "é"]).ToArray();
        var redaction = new Redaction(new RedactionOptions { Patterns = { new() { Name = "low half", Pattern = "[\ude00]" }, new() { Name = "long", Pattern = "a[^a]*b" } } });
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(random.GetItems(pieces, random.Next(1, 8)).Select(p => random.Next(3) == 0 ? p[random.Next(p.Length)..] : p));

            var redacted = redaction.Apply(text);

            var restored = Redaction.Restore(redacted.Text, redacted.Pieces);
            restored.Text.ShouldBe(text, $"round {round}");
            restored.Missing.ShouldBeEmpty();
            redacted.Pieces.Select(static p => p.Number).ShouldBeUnique();
        }
    }

    [Fact]
    public void A_part_of_a_secret_that_something_else_found_is_no_piece_of_its_own() =>
        Redaction.Apply("password=https://jane@example.com/4111111111111111").Pieces.ShouldHaveSingleItem().Kind.ShouldBe("password");

    [Fact]
    public void Nothing_is_too_large_or_too_strange()
    {
        string[] endless =
        [
            "eyJ", "password:", "password=\"", "password:\\\"", "\\", "-----BEGIN PRIVATE KEY-----", "4111 ", "1", "4111111111111111 ", "a@", "@a.", "http://a:", "secret access key ",
            "DE89 3704 ", "xoxb-", "[redacted 1: ", "token\\", "bearer ", "a@example.com ", "\"password\":[\"", "password,", "password=[redacted x ", "password (S) = \n", "cookie: \\", "--password ", "<password>",
        ];
        foreach (var body in TroublesomeBodies.All.Concat(endless.Select(static e => string.Concat(Enumerable.Repeat(e, 200_000 / e.Length)))))
        {
            var redacted = Redaction.Apply(body);

            Redaction.Restore(redacted.Text, redacted.Pieces).Text.ShouldBe(body);
        }
    }

    [Fact]
    public void A_pattern_of_ones_own_comes_besides_the_built_in_ones()
    {
        var redaction = new Redaction(new RedactionOptions { Patterns = { new() { Name = "customer number", Pattern = "C-[0-9]{6}" } } });

        redaction.Apply("C-123456, jane@example.com").Text.ShouldBe("[redacted 1: customer number], [redacted 2: e-mail address]");
    }

    [Fact]
    public void A_kind_that_is_off_is_shown() =>
        new Redaction(new RedactionOptions { Off = { "E-Mail Address" } }).Apply("jane@example.com password=x").Text.ShouldBe("jane@example.com password=[redacted 1: password]");

    [Theory]
    [InlineData("false", "password=x")]
    [InlineData("False", "password=x")]
    [InlineData("true", "password=[redacted 1: password]")]
    [InlineData("", "password=[redacted 1: password]")]
    [InlineData(null, "password=[redacted 1: password]")]
    public void Only_false_turns_it_off(string? enabled, string expected) =>
        new Redaction(new RedactionOptions { Enabled = enabled }).Apply("password=x").Text.ShouldBe(expected);

    [Fact]
    public void Every_kind_has_a_case()
    {
        var outputs = string.Concat(Cases().Select(static c => (string)c[1]));

        SecretKinds.All.Where(kind => !outputs.Contains($": {kind}]", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
