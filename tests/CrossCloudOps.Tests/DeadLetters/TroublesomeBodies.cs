using System.Text;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>Bodies that broke something somewhere: in JSON, in Slack's markup, at a limit.</summary>
internal static class TroublesomeBodies
{
    public const int LargestMessage = 1024 * 1024;

    public static IReadOnlyList<string> All { get; } =
    [
        "x",
        "`",
        "{",
        "\"",
        " ",
        "\n",
        "0",
        "😀",
        "<!channel> <@U1> <https://evil.example|click> &amp; </script>",
        "``` escaped ``` `` ` ````` <!here>",
        "tab\there, line\nthere, CRLF\r\nat the end\r\n",
        "right \u202Eto left\u202C and \u2066isolated\u2069",
        "zero\u200bwidth \u00ad soft, \u2028 line \u2029 paragraph, \uFEFF mark, \uFFFD replacement",
        """{"type":"Broken", "quote": "}""",
        """{"type":"\ud800","lone":"\udc00"}""",
        """{"\ud800":"lone surrogate in a name"}""",
        """{"a":1,"a":2,"A":3,"":4," ":5,"a.b":6}""",
        """{"type":"Numbers","n":[1e400,-0,1.0,12345678901234567890123456789]}""",
        """{"html":"<b>&amp;</b>","path":"C:\\temp","u":"\u003c!channel\u003e"}""",
        $$"""{"type":"{{new string('T', 100)}}","body":"*_~`>"}""",
        string.Concat(Enumerable.Repeat("[", 2000)) + string.Concat(Enumerable.Repeat("]", 2000)),
        string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60),
        $$"""{{{string.Join(',', Enumerable.Range(0, 10_000).Select(static n => $"\"key-{Letters(n)}\":{n}"))}}}""",
        new string('`', 4000),
        string.Concat(Enumerable.Repeat("<&>", 3000)),
        string.Concat(Enumerable.Repeat("😀", 3000)),
        "a" + string.Concat(Enumerable.Repeat("😀", 3000)),
        new string('9', 299) + string.Concat(Enumerable.Repeat("😀", 10)),
        string.Concat(Enumerable.Repeat("漢字", 3000)),
        string.Concat(Enumerable.Repeat("\r\n", 5000)),
        new string('"', LargestMessage),
        $$"""{"type":"Large","fill":"{{new string('ü', (LargestMessage / 2) - 30)}}"}""",
        new string('\\', LargestMessage - 1),
    ];

    public static int Bytes(string body) => Encoding.UTF8.GetByteCount(body);

    private static string Letters(int n) => string.Concat($"{n}".Select(static d => (char)('a' + (d - '0'))));
}
