using System.Globalization;
using CrossCloudOps.Emulators.Logs.Patterns;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>
/// The filter-pattern language, by the examples of its documentation.
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html"/>
/// </summary>
public sealed class LogsPatternTests
{
    private const string CloudTrail = """
        {"eventType":"UpdateTrail","sourceIPAddress":"111.111.111.111","arrayKey":["value","another value"],"objectList":[{"name":"a","id":1},{"name":"b","id":2}],
        "SomeObject":null,"cluster.name":"c","ThisFlag":true,"ThatFlag":false,"user":{"id":1,"email":"John.Stiles@example.com"},"users":[{"id":2,"email":"John.Doe@example.com"},{"id":3}],
        "actions":["GET","PUT","DELETE"],"coordinates":[[0,1,2],[4,5,6]],"bandwidth":101.5,"latency":"250","debt":-2,"tiny":2.5e-3,"sampled-rate":1,"under_score":"a\"b"}
        """;

    private const string AccessLine = """127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534""";

    [Theory]
    [InlineData("", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("   ", "anything", true)]
    [InlineData("ERROR", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("ERROR", "[WARN 400] BAD REQUEST", false)]
    [InlineData("ERROR", "[error 400] bad request", false)]
    [InlineData("Exception", "[ERROR] Caught IllegalArgumentException", true)]
    [InlineData("ERROR ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", true)]
    [InlineData("ERROR ARGUMENTS", "ARGUMENTS before the ERROR", true)]
    [InlineData("ERROR ARGUMENTS", "[ERROR 401] UNAUTHORIZED REQUEST", false)]
    [InlineData("?ERROR ?WARN", "[WARN 400] BAD REQUEST", true)]
    [InlineData("?ERROR ?WARN", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("?ERROR ?WARN", "[INFO 200] SUCCESSFUL REQUEST", false)]
    [InlineData("?\"INTERNAL SERVER\" ?WARN", "[ERROR 500] INTERNAL SERVER ERROR", true)]
    [InlineData("ERROR ?WARN", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("ERROR ?WARN", "[WARN 400] BAD REQUEST", false)]
    [InlineData("?WARN -REQUEST", "all is well", true)]
    [InlineData("\"INTERNAL SERVER ERROR\"", "[ERROR 500] INTERNAL SERVER ERROR", true)]
    [InlineData("\"INTERNAL SERVER ERROR\"", "INTERNAL ERROR OF THE SERVER", false)]
    [InlineData("ERROR -ARGUMENTS", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("ERROR -ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", false)]
    [InlineData("-ERROR", "[INFO 200] SUCCESSFUL REQUEST", true)]
    [InlineData("-ERROR", "[ERROR 400] BAD REQUEST", false)]
    [InlineData("ERROR -\"Exiting now\"", "ERROR Exiting now", false)]
    [InlineData("\"a \\\"b\\\" \\\\ c\"", "x a \"b\" \\ c x", true)]
    [InlineData("\"{\"", "{ not a selector", true)]
    [InlineData("task_timed_out", "task_timed_out after 3.00 seconds", true)]
    [InlineData("fehler größe", "größe: fehler", true)]
    public void Terms_are_found_anywhere(string pattern, string message, bool expected) => ShouldMatch(pattern, message, expected);

    [Theory]
    [InlineData("%AUTHORIZED%", "[ERROR 401] UNAUTHORIZED REQUEST", true)]
    [InlineData("%AUTHORIZED%", "[SUCCESS 200] authorized", false)]
    [InlineData("%^[hc]at%", "hat and coat", true)]
    [InlineData("%^[hc]at%", "a hat", false)]
    [InlineData("%[hc]at$%", "a hat", true)]
    [InlineData("%[hc]at$%", "a hat\n", false)]
    [InlineData("%[hc]at$%", "a hatter", false)]
    [InlineData("%colou?r%", "color", true)]
    [InlineData("%colou?r%", "colour", true)]
    [InlineData("%[abcx-z]%", "y", true)]
    [InlineData("%^a{3,5}$%", "aaaa", true)]
    [InlineData("%^a{3,5}$%", "aa", false)]
    [InlineData("%gra|ey%", "gra", true)]
    [InlineData(@"%10\.10\.0\.1%", "from 10.10.0.1", true)]
    [InlineData(@"%10\.10\.0\.1%", "from 10x10y0z1", false)]
    [InlineData("%ab*c%", "ac", true)]
    [InlineData("%ab+c%", "ac", false)]
    [InlineData("%.at%", "xat", true)]
    [InlineData(@"%\d{1,3}\s\w%", "took 12 ms", true)]
    [InlineData(@"%^\D\S\W$%", "ab!", true)]
    [InlineData(@"%\x41%", "BAB", true)]
    [InlineData(@"%\[.\]%", "[x]", true)]
    [InlineData("%[^cat]%", "cat", false)]
    [InlineData("%[Ee]rror|[Ff]ail%", "it did fail", true)]
    public void A_regular_expression_is_looked_for(string pattern, string message, bool expected) => ShouldMatch(pattern, message, expected);

    [Theory]
    [InlineData("$.eventType = \"UpdateTrail\"", true)]
    [InlineData("$.eventType = UpdateTrail", true)]
    [InlineData("$.eventType = \"updatetrail\"", false)]
    [InlineData("$.eventType = \"*Trail\"", true)]
    [InlineData("$.eventType = \"U*te*l\"", true)]
    [InlineData("$.eventType = \"U*x*l\"", false)]
    [InlineData("$.eventType = %Trail%", true)]
    [InlineData("$.eventType != %Trail%", false)]
    [InlineData("$.sourceIPAddress != 123.123.*", true)]
    [InlineData("$.sourceIPAddress = 111.111.*", true)]
    [InlineData("$.arrayKey[0] = \"value\"", true)]
    [InlineData("$.arrayKey[2] = \"value\"", false)]
    [InlineData("$.objectList[1].id = 2", true)]
    [InlineData("$.coordinates[1][0] = 4", true)]
    [InlineData("$.users[0].email = \"John.Doe@example.com\"", true)]
    [InlineData("$.['cluster.name'] = \"c\"", true)]
    [InlineData("$[\"cluster.name\"] = \"c\"", true)]
    [InlineData("$.bandwidth > 75", true)]
    [InlineData("$.bandwidth >= 101.5", true)]
    [InlineData("$.bandwidth < 101.5", false)]
    [InlineData("$.bandwidth <= 1.015e2", true)]
    [InlineData("$.bandwidth = 1.015E+2", true)]
    [InlineData("$.tiny = 0.0025", true)]
    [InlineData("$.debt < -1", true)]
    [InlineData("$.debt > -1", false)]
    [InlineData("$.latency > 75", false)]
    [InlineData("$.latency = 250", true)]
    [InlineData("$.sampled-rate = 1", true)]
    [InlineData("$.under_score = \"a\\\"b\"", true)]
    [InlineData("$.bandwidth = 10*", true)]
    [InlineData("$.SomeObject IS NULL", true)]
    [InlineData("$.eventType IS NULL", false)]
    [InlineData("$.Missing IS NULL", false)]
    [InlineData("$.SomeOtherObject NOT EXISTS", true)]
    [InlineData("$.SomeObject NOT EXISTS", false)]
    [InlineData("$.user.id NOT EXISTS", false)]
    [InlineData("$.ThisFlag IS TRUE", true)]
    [InlineData("$.ThatFlag IS TRUE", false)]
    [InlineData("$.ThatFlag IS FALSE", true)]
    [InlineData("$.user.id = 1 && $.users[0].email = \"John.Doe@example.com\"", true)]
    [InlineData("($.user.id = 1) && ($.users[0].email = \"nobody\")", false)]
    [InlineData("$.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = \"nonmatch\" && $.actions[2] = \"nonmatch\"", true)]
    [InlineData("($.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = \"nonmatch\") && $.actions[2] = \"nonmatch\"", false)]
    [InlineData("$.actions[0] = GET && ($.n >= 5 || $.SomeObject IS NULL)", true)]
    [InlineData("$.actions = \"GET\"", false)]
    [InlineData("$.actions != \"GET\"", false)]
    [InlineData("$.user != \"x\"", false)]
    [InlineData("$.Missing != \"x\"", false)]
    [InlineData("$.eventType[0] = \"U\"", false)]
    [InlineData("$.eventType = \"*\"", true)]
    public void Json_is_asked_by_selectors(string condition, bool expected)
    {
        ShouldMatch($"{{ {condition} }}", CloudTrail, expected);
        ShouldMatch($"{{{condition}}}", CloudTrail, expected);
    }

    [Theory]
    [InlineData("eventType = UpdateTrail")]
    [InlineData("{\"eventType\":")]
    [InlineData("")]
    public void A_message_that_is_not_json_never_matches_selectors(string message)
    {
        ShouldMatch("{ $.eventType NOT EXISTS }", message, false);
        ShouldMatch("{ $.eventType != \"x\" }", message, false);
    }

    [Theory]
    [InlineData("[ip, server, username, timestamp, request, status_code, bytes > 1000]", true)]
    [InlineData("[ip, server, username, timestamp, request, status_code = 4*, bytes > 1000]", true)]
    [InlineData("[ip, server, username, timestamp, request, status_code = 404, bytes = 1534]", true)]
    [InlineData("[ip, server, username, timestamp, request =*.html*, status_code = 4*, bytes]", true)]
    [InlineData("[ip=%127\\.0\\.0\\.[1-9]%, server, username, timestamp, request, status_code, bytes]", true)]
    [InlineData("[..., bytes > 1000]", true)]
    [InlineData("[..., status_code=4*, bytes>1000]", true)]
    [InlineData("[..., status_code=5*, bytes>1000]", false)]
    [InlineData("[..., request=\"GET *\", status_code, bytes]", true)]
    [InlineData("[ip, ..., bytes]", true)]
    [InlineData("[ip=10.*, ..., bytes]", false)]
    [InlineData("[ip, ...]", true)]
    [InlineData("[..., status_code=4* || status_code=5*, bytes]", true)]
    [InlineData("[..., (status_code=4* || status_code=5*) && status_code!=404, bytes]", false)]
    [InlineData("[..., status_code!=4* && status_code!=5*, bytes]", false)]
    [InlineData("[ip, server, username, timestamp=\"10/Oct/2000*\", request, status_code, bytes]", true)]
    [InlineData("[ip, server, username, timestamp, request, status_code, bytes, more]", false)]
    [InlineData("[ip, server, username=frank, rest=*1534]", true)]
    [InlineData("[ip, server, username=\"fr?nk\", rest]", false)]
    public void Fields_between_spaces_are_asked_in_their_order(string pattern, bool expected) => ShouldMatch(pattern, AccessLine, expected);

    [Theory]
    [InlineData("[w1=ERROR, w2]", "ERROR 401 UNAUTHORIZED REQUEST", true)]
    [InlineData("[w1=ERROR, w2]", "INFO 200", false)]
    [InlineData("[w1=ERROR || w1=%WARN%, w2]", "WARNING 09/25/2014 12:00:02 Invalid user request", true)]
    [InlineData("[w1!=ERROR&&w1!=WARN, w2]", "INFO 09/25/2014 12:00:00 GET /service/resource/67 1200", true)]
    [InlineData("[w1!=ERROR&&w1!=WARN, w2]", "WARN 200", false)]
    [InlineData("[timestamp=*Z, request_id=\"*-*\", event]", "2026-01-05T12:00:00.000Z 8a4b-11 ERROR it is over", true)]
    [InlineData("[w1=ERROR, w2]", "ERROR", false)]
    [InlineData("[a, b=\"\"]", "x \"\"", true)]
    [InlineData("[a, b]", "unclosed [bracket here", true)]
    [InlineData("[a>1]", "not-a-number", false)]
    public void The_last_field_holds_the_rest_of_the_line(string pattern, string message, bool expected) => ShouldMatch(pattern, message, expected);

    [Theory]
    [InlineData("\"unclosed")]
    [InlineData("?")]
    [InlineData("-")]
    [InlineData("ERROR: x")]
    [InlineData("a.b")]
    [InlineData("%unclosed")]
    [InlineData("%%")]
    [InlineData("%something!%")]
    [InlineData("%(a|b)%")]
    [InlineData("%a b%")]
    [InlineData("%größe%")]
    [InlineData("%[a%")]
    [InlineData("%a**%")]
    [InlineData("%\\b%")]
    [InlineData("%\\%")]
    [InlineData("%a{5000}%")]
    [InlineData("%a{2,1}%")]
    [InlineData("%a% ERROR")]
    [InlineData("{}")]
    [InlineData("{ $.a = 1")]
    [InlineData("{ $.a = }")]
    [InlineData("{ $.a 1 }")]
    [InlineData("{ $ = 1 }")]
    [InlineData("{ a = 1 }")]
    [InlineData("{ $.a = 1 } x")]
    [InlineData("{ $.a = 1 && }")]
    [InlineData("{ ($.a = 1 }")]
    [InlineData("{ $.a > x }")]
    [InlineData("{ $.a > \"1\" }")]
    [InlineData("{ $.a IS MAYBE }")]
    [InlineData("{ $.a NOT THERE }")]
    [InlineData("{ $.a[x] = 1 }")]
    [InlineData("{ $.a[99999999999] = 1 }")]
    [InlineData("{ $.a = %x% && $.b = %y% && $.c = %z% }")]
    [InlineData("[]")]
    [InlineData("[a, b")]
    [InlineData("[a, , b]")]
    [InlineData("[..., a, ...]")]
    [InlineData("[a=1 && b=2]")]
    [InlineData("[a] x")]
    public void A_pattern_that_cannot_be_read_is_refused(string pattern) =>
        Should.Throw<FilterPatternException>(() => FilterPattern.Parse(pattern)).Message.ShouldNotBeEmpty();

    [Fact]
    public void A_pattern_has_bounds()
    {
        FilterPattern.Parse(new string('a', 1024)).Matches(new string('a', 1024)).ShouldBeTrue();

        Should.Throw<FilterPatternException>(() => FilterPattern.Parse(new string('a', 1025)));
        Should.Throw<FilterPatternException>(() => FilterPattern.Parse($"{{ {new string('(', 500)}$.a = 1{new string(')', 500)} }}"));
    }

    [Theory]
    [InlineData("%a*a*a*a*a*a*a*a*b%")]
    [InlineData("%.*.*.*.*x.*y%")]
    [InlineData("{ $.m = \"*a*a*a*a*a*a*b\" }")]
    public void A_nasty_pattern_takes_time_in_proportion_to_the_message(string pattern)
    {
        var message = $$"""{"m":"{{new string('a', 200_000)}}"}""";

        FilterPattern.Parse(pattern).Matches(message).ShouldBeFalse();
    }

    [Fact]
    public void Neither_a_pattern_nor_a_message_can_break_the_matching()
    {
        const string Letters = "{}[]()$.*%?-\"\\ab1 &&||=!<>,\u00e4\ud800\n";
        var random = new Random(20260105);
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = Draw(random, 1, "{[%\"?"[random.Next(5)].ToString(CultureInfo.InvariantCulture)) + Draw(random, 12, "");
            try
            {
                FilterPattern.Parse(pattern).Matches(Draw(random, 30, ""));
            }
            catch (FilterPatternException)
            {
                // The one way to say no.
            }
        }

        static string Draw(Random random, int longest, string start) =>
            start + new string([.. Enumerable.Range(0, random.Next(longest + 1)).Select(_ => Letters[random.Next(Letters.Length)])]);
    }

    private static void ShouldMatch(string pattern, string message, bool expected) =>
        FilterPattern.Parse(pattern).Matches(message).ShouldBe(expected, $"{pattern} on {message}");
}
