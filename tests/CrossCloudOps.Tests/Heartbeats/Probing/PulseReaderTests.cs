using System.Text;
using CrossCloudOps.Heartbeats;
using CrossCloudOps.Heartbeats.Probing;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

public sealed class PulseReaderTests
{
    private const string Known = "known are url, body, contains, matches, status, headers, method, redirects, timeout, within, maxBytes, tlsWarning, every, grace, channel, owner. Names of your own begin with \"x-\" or \"_\".";

    private const string TimeRule = "in quotes, such as \"90s\", \"10m\", \"1h30m\" or \"14d\".";

    private const string Whole = """
        {
          "url": "https://web-1.example.com:8443/health?deep=1", "method": "GET",
          "body": "ok ü 😀\n", "contains": "o", "matches": "^ok (?<what>.*)$",
          "status": [204, 200, 204], "headers": { "Content-Type": "text/plain", "X-Version": "12" },
          "redirects": 3, "timeout": "5s", "within": "250ms", "maxBytes": 4096, "tlsWarning": "21d",
          "every": "1h", "grace": "10m", "channel": "C0123456789", "owner": "S0123ABC",
          "x-written-by": { "host": ["web-1"] }, "_comment": null
        }
        """;

    [Fact]
    public void An_address_and_a_body_are_enough()
    {
        var pulse = Pulse("""{"url": "https://web-1.example.com/health", "body": "ok"}""");

        pulse.Url.ShouldBe(new Uri("https://web-1.example.com/health"));
        pulse.Body.ShouldBe("ok");
        (pulse.Head, pulse.Contains, pulse.Matches, pulse.Redirects, pulse.Timeout, pulse.Within, pulse.MaxBytes, pulse.TlsWarning).ShouldBe((false, null, null, 0, null, null, null, null));
        (pulse.Every, pulse.Grace, pulse.Channel, pulse.Owner).ShouldBe((null, null, null, null));
        pulse.Status.ShouldBeEmpty();
        pulse.Headers.ShouldBeEmpty();
    }

    [Fact]
    public void Every_field_is_read()
    {
        var pulse = Pulse(Whole);

        pulse.Url.ShouldBe(new Uri("https://web-1.example.com:8443/health?deep=1"));
        (pulse.Body, pulse.Contains, pulse.Matches).ShouldBe(("ok ü 😀\n", "o", "^ok (?<what>.*)$"));
        pulse.Status.ShouldBe([200, 204]);
        pulse.Headers.ShouldBe(new Dictionary<string, string> { ["Content-Type"] = "text/plain", ["X-Version"] = "12" }, ignoreOrder: true);
        (pulse.Redirects, pulse.Timeout, pulse.Within, pulse.MaxBytes).ShouldBe((3, TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(250), 4096));
        (pulse.TlsWarning, pulse.Every, pulse.Grace).ShouldBe((TimeSpan.FromDays(21), TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)));
        (pulse.Channel, pulse.Owner).ShouldBe(("C0123456789", "S0123ABC"));
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() => PulseReader.Read(Encoding.UTF8.GetBytes("\uFEFF" + Whole)).Faults.ShouldBeEmpty();

    [Theory]
    [InlineData("""{"url": "http://10.0.0.7:8080", "method": "HEAD", "status": 200}""")]
    [InlineData("""{"url": "https://[2001:db8::1]/", "body": ""}""")]
    [InlineData("""{"url": "https://bücher.example/", "tlsWarning": "0d", "maxBytes": 16777216, "redirects": 10}""")]
    [InlineData("""{"url": "https://a.example/", "every": "1m", "grace": "2m", "owner": "W1", "channel": "G1", "timeout": "1m", "within": "1m"}""")]
    public void At_its_bounds_a_field_is_good(string file) => Pulse(file);

    [Theory]
    [InlineData("", "The file is empty: write at least {\"url\": \"https://…\"} into it.")]
    [InlineData(" \r\n\t", "The file is empty: write at least {\"url\": \"https://…\"} into it.")]
    [InlineData("[1]", "The file holds no object: write {\"url\": \"https://…\", \"body\": \"ok\"}.")]
    [InlineData("null", "The file holds no object: write {\"url\": \"https://…\", \"body\": \"ok\"}.")]
    [InlineData("{\n \"url\": secret}", "The file is no JSON at line 2, byte 9: correct it there. Comments and commas after the last field are not allowed.")]
    [InlineData("{\"url\": \"https://a.example\",}", "The file is no JSON at line 1, byte 29: correct it there. Comments and commas after the last field are not allowed.")]
    [InlineData("{\"url\": \"https://a.example\"} // ours", "The file is no JSON at line 1, byte 30: correct it there. Comments and commas after the last field are not allowed.")]
    [InlineData("{\"x-deep\": [[[[[[[[0]]]]]]]]}", "The file is nested more than 8 levels deep: it needs no more than two.")]
    [InlineData("{\"url\": \"https://a.example\", \"body\": \"\\ud83d\"}", "A text in the file has half of a character, such as \\ud83d alone: write both halves, or the character itself.")]
    [InlineData("{\"\\ud83d\": 1}", "A text in the file has half of a character, such as \\ud83d alone: write both halves, or the character itself.")]
    public void A_file_that_is_no_pulse_at_all(string file, string fault) => Faults(file).ShouldBe([fault]);

    [Fact]
    public void A_file_in_another_encoding()
    {
        PulseReader.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Whole)).ToArray()).Faults.ShouldBe(["The file is in UTF-16: save it as UTF-8."]);
        PulseReader.Read(Encoding.Latin1.GetBytes("{\"url\": \"https://a.example\", \"body\": \"ü\"}")).Faults.ShouldBe(["The file is not in UTF-8: save it so."]);
    }

    [Fact]
    public void A_file_of_the_limit_is_read_and_a_larger_one_is_not()
    {
        var file = "{\"url\": \"https://a.example\"}".PadRight(PulseReader.LargestFile);

        Pulse(file);
        Faults(file + " ").ShouldBe(["The file is larger than 65,536 bytes, and nothing of it is read: shorten \"body\", or use \"contains\"."]);
    }

    [Theory]
    [InlineData("\"url\": 5", "\"url\" is 5: a text in quotes is needed, or leave the field out.")]
    [InlineData("\"url\": \"web-1/health\"", "\"url\" is \"web-1/health\": give a whole address that begins with https:// or http://.")]
    [InlineData("\"url\": \"/health\"", "\"url\" is \"/health\": give a whole address that begins with https:// or http://.")]
    [InlineData("\"url\": \"ftp://web-1?token=secret\"", "\"url\" is \"ftp://web-1\": give a whole address that begins with https:// or http://.")]
    [InlineData("\"url\": \"https://\"", "\"url\" is \"https://\": give a whole address that begins with https:// or http://.")]
    [InlineData("\"url\": \"https://me:secret@web-1/\"", "\"url\" has a user or a password in it, or an @ where none may be (it is not shown here): an address that needs them cannot be checked. Give one that is open to all.")]
    [InlineData("\"url\": \"https://me:sec ret@web-1:x/\"", "\"url\" has a user or a password in it, or an @ where none may be (it is not shown here): an address that needs them cannot be checked. Give one that is open to all.")]
    public void An_address_that_cannot_be_checked(string field, string fault) => Faults($"{{{field}}}").ShouldBe([fault]);

    [Theory]
    [InlineData("\"body\": null", "\"body\" is null: a text in quotes is needed, or leave the field out.")]
    [InlineData("\"contains\": \"\"", "\"contains\" is empty, which fits every body: write what must be in it, or leave the field out.")]
    [InlineData("\"matches\": \"\"", "\"matches\" is empty, which fits every body: write what must be in it, or leave the field out.")]
    [InlineData("\"matches\": \"(ok\"", "\"matches\" is \"(ok\": it is no regular expression of .NET (insufficient closing parentheses, at character 3).")]
    [InlineData("\"status\": \"200\"", "\"status\" is \"200\": give a whole number from 100 to 599, or a list of them: [200, 204].")]
    [InlineData("\"status\": [200, 600]", "\"status\" is 600: give a whole number from 100 to 599, or a list of them: [200, 204].")]
    [InlineData("\"status\": [[200]]", "\"status\" is a list: give a whole number from 100 to 599, or a list of them: [200, 204].")]
    [InlineData("\"status\": []", "\"status\" is an empty list: name at least one, or leave the field out.")]
    [InlineData("\"headers\": \"Server\"", "\"headers\" is \"Server\": give an object, such as {\"Content-Type\": \"text/plain\"}.")]
    [InlineData("\"headers\": {\"Age\": 5}", "\"headers.Age\" is 5: a text in quotes is needed.")]
    [InlineData("\"headers\": {\"a b\": \"c\"}", "\"headers.a b\" is \"c\": its name is none that a header can have.")]
    [InlineData("\"headers\": {\"Age\": \"1\", \"AGE\": \"2\"}", "\"headers.AGE\" is there twice: keep one.")]
    [InlineData("\"method\": \"POST\"", "\"method\" is \"POST\": give \"GET\" or \"HEAD\".")]
    [InlineData("\"method\": \"HEAD\", \"body\": \"ok\"", "\"body\" is given with \"method\" \"HEAD\", whose answers have no body: leave one of the two out.")]
    [InlineData("\"redirects\": 11", "\"redirects\" is 11: give a whole number from 0 to 10, without quotes.")]
    [InlineData("\"redirects\": 1.5", "\"redirects\" is 1.5: give a whole number from 0 to 10, without quotes.")]
    [InlineData("\"maxBytes\": 1023", "\"maxBytes\" is 1023: give a whole number from 1,024 to 16,777,216, without quotes.")]
    [InlineData("\"timeout\": 5", "\"timeout\" is 5: give a time from 1s to 1m, " + TimeRule)]
    [InlineData("\"timeout\": \"999ms\"", "\"timeout\" is \"999ms\": give a time from 1s to 1m, " + TimeRule)]
    [InlineData("\"within\": \"0s\"", "\"within\" is \"0s\": give a time from 1ms to 1m, " + TimeRule)]
    [InlineData("\"within\": \"5s\", \"timeout\": \"2s\"", "\"within\" is more than \"timeout\" (5s, 2s): such an answer is never waited for.")]
    [InlineData("\"tlsWarning\": \"91d\"", "\"tlsWarning\" is \"91d\": give a time from 0s to 90d, " + TimeRule)]
    [InlineData("\"every\": \"59s\"", "\"every\" is \"59s\": give a time from 1m to 30d, " + TimeRule)]
    [InlineData("\"every\": \"soon\\nand then every second day, whenever nobody is looking, or is he?\"", "\"every\" is \"soon and then every second day, whenever nobody is looking,…\": give a time from 1m to 30d, " + TimeRule)]
    [InlineData("\"every\": \"1h\", \"grace\": \"1m\"", "\"grace\" is \"1m\": give a time from 2m to 30d, " + TimeRule)]
    [InlineData("\"grace\": \"5m\"", "\"grace\" is given without \"every\": say with \"every\" how often the pulse comes, or leave both out.")]
    [InlineData("\"channel\": \"#ops\"", "\"channel\" is \"#ops\": give the id of a channel (C… or G…, in the channel's details), not its name.")]
    [InlineData("\"channel\": \"U0123\"", "\"channel\" is \"U0123\": give the id of a channel (C… or G…, in the channel's details), not its name.")]
    [InlineData("\"owner\": \"@anna\"", "\"owner\" is \"@anna\": give the id of a user (U… or W…) or of a user group (S…), not a name.")]
    [InlineData("\"owner\": \"U0123>\"", "\"owner\" is \"U0123>\": give the id of a user (U… or W…) or of a user group (S…), not a name.")]
    [InlineData("\"contain\": \"ok\"", "There is no field \"contain\": " + Known)]
    [InlineData("\"Url\": \"ok\"", "There is no field \"Url\": " + Known)]
    [InlineData("\"body\": \"a\", \"body\": \"b\"", "\"body\" is there twice: keep one.")]
    public void A_field_that_is_not_as_it_must_be(string fields, string fault) => Faults($"{{\"url\": \"https://web-1.example.com/\", {fields}}}").ShouldBe([fault]);

    [Theory]
    [InlineData("url", 2048, "\"url\" has 2,049 characters: 2,048 are the most.")]
    [InlineData("matches", 1000, "\"matches\" has 1,001 characters: 1,000 are the most.")]
    public void A_text_that_is_too_long(string field, int longest, string fault)
    {
        Faults($"{{\"url\": \"https://a.example/\", \"{field}\": \"{"https://a.example/".PadRight(longest, 'a')}\"}}").ShouldNotContain(fault);
        Faults($"{{\"url\": \"https://a.example/\", \"{field}\": \"{"https://a.example/".PadRight(longest + 1, 'a')}\"}}".Replace("\"url\": \"https://a.example/\", \"url\"", "\"url\"", StringComparison.Ordinal)).ShouldBe([fault]);
    }

    [Fact]
    public void Too_many_headers_and_too_long_ones()
    {
        var many = string.Join(", ", Enumerable.Range(0, 21).Select(static n => $"\"H-{n}\": \"v\""));

        Faults($"{{\"url\": \"https://a.example/\", \"headers\": {{{many}}}}}").ShouldBe(["\"headers\" has 21 entries: 20 are the most."]);
        Faults($"{{\"url\": \"https://a.example/\", \"headers\": {{\"A\": \"{new string('a', 1001)}\"}}}}").ShouldHaveSingleItem().ShouldEndWith("…\": name and value have at most 1,000 characters each.");
    }

    [Fact]
    public void All_faults_are_told_at_once_up_to_ten()
    {
        Faults("""{"body": 1, "status": 5, "nonsense": true}""").Count.ShouldBe(4);

        var faults = Faults($"{{{string.Join(", ", Enumerable.Range(0, 20).Select(static n => $"\"field-{n}\": 1"))}}}");

        faults.Count.ShouldBe(11);
        faults[^1].ShouldBe("And 11 more.");
    }

    [Fact]
    public void Whatever_becomes_of_a_file_it_is_read_or_its_faults_are_told()
    {
        var random = new Random(20260108);
        var whole = Encoding.UTF8.GetBytes(Whole);
        for (var round = 0; round < 5_000; round++)
        {
            var file = whole.ToList();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                Change(file, random);
            }

            var reading = PulseReader.Read(file.ToArray());

            (reading.Pulse is null).ShouldBe(reading.Faults.Count > 0);
            reading.Faults.Any(static f => f.Length == 0 || f.Contains('\n', StringComparison.Ordinal)).ShouldBeFalse();
        }
    }

    private static void Change(List<byte> file, Random random)
    {
        var at = random.Next(file.Count);
        switch (random.Next(5))
        {
            case 0:
                file[at] = (byte)random.Next(256);
                break;
            case 1:
                file.RemoveAt(at);
                break;
            case 2:
                file.Insert(at, (byte)"\"{}[]:,\\u0d89 \n"[random.Next(15)]);
                break;
            case 3:
                file.InsertRange(at, file.GetRange(at, Math.Min(random.Next(40), file.Count - at)));
                break;
            default:
                file.RemoveRange(at, Math.Min(random.Next(20), file.Count - at - 1));
                break;
        }
    }

    private static Pulse Pulse(string file)
    {
        var reading = PulseReader.Read(Encoding.UTF8.GetBytes(file));
        reading.Faults.ShouldBeEmpty();
        return reading.Pulse.ShouldNotBeNull();
    }

    private static IReadOnlyList<string> Faults(string file)
    {
        var reading = PulseReader.Read(Encoding.UTF8.GetBytes(file));
        (reading.Pulse is null).ShouldBe(reading.Faults.Count > 0);
        return reading.Faults;
    }
}
