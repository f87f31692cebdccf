using System.Globalization;
using System.Text;
using CrossCloudOps.DeadLetters;

namespace CrossCloudOps.Tests.Slack;

/// <summary>Payloads with each part as it should be, of another type, null, odd, or missing; from a seed, so that a failure comes again.</summary>
internal sealed class PayloadShapes(int seed, string buttonValue)
{
    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1.5e308", "\"\"", "\"text\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"id\":null}", "{\"id\":7}", "\"\\u0000\"", "\"\\ud83d\"",
        "\"\\ud83d\\ude00\"", "\"../../../etc/passwd\"", "\"http://[::1\"", "\"https://169.254.169.254/\"", "nul", "{", "\"", "1e999", "//", "'x'",
    ];

    private readonly Random _random = new(seed);

    public string Next() => _random.Next(40) switch
    {
        0 => string.Concat(Enumerable.Repeat("[", 5000)),
        1 => $"{string.Concat(Enumerable.Repeat("{\"a\":", 500))}1{new string('}', 500)}",
        2 => _random.Next(2) == 0 ? "" : "\uFEFF{}",
        _ => Payload(),
    };

    private string Payload()
    {
        var payload = Object(
            ("type", () => _random.Next(4) == 0 ? Pick(["\"view_submission\"", "\"shortcut\"", "\"BLOCK_ACTIONS\""]) : "\"block_actions\""),
            ("team", () => Object(("id", static () => "\"T0CROSSCLOUD\""))),
            ("user", () => Object(("id", static () => "\"U0OPERATOR\""), ("team_id", static () => "\"T0CROSSCLOUD\""))),
            ("container", () => Object(("channel_id", static () => "\"C0ALERTS\""), ("message_ts", static () => "\"1.000001\""))),
            ("response_url", static () => "\"http://127.0.0.1:9/response/none\""),
            ("actions", Actions),
            ("unknown", () => Pick(Odd)));
        return _random.Next(20) == 0 ? payload[.._random.Next(payload.Length)] : payload;
    }

    private string Actions() => _random.Next(6) switch
    {
        0 => "[]",
        1 => $"[null,{Action()}]",
        2 => $"[{string.Join(',', Enumerable.Range(0, 30).Select(_ => Action()))}]",
        _ => $"[{Action()}]",
    };

    private string Action() => Object(
        ("action_id", () => Pick([$"\"{SendBackAction.Id}\"", $"\"{DiscardAction.Id}\"", "\"gone\"", "\"\""])),
        ("value", () => Pick(
        [
            $"\"{buttonValue[..^1]}9\"", "\"//0-a|0\"", "\"a/b/1-c|0\"", "\"./../1-c|0\"", "\"%/%/1-%|0\"", "\"a/b/99999999999999999999-c|0\"",
            "\"a/b/9223372036854775807-c|2147483647\"", "\"|\"", "\"a|b|c\"", $"\"{new string('x', 3000)}\"",
        ])));

    /// <summary>Mostly as given; now and then a part is something odd, is missing, or stands twice.</summary>
    private string Object(params (string Name, Func<string> Value)[] parts)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in parts)
        {
            var chance = _random.Next(24);
            if (chance == 0)
            {
                continue;
            }

            json.Append(CultureInfo.InvariantCulture, $"{(json.Length > 1 ? "," : "")}\"{name}\":{(chance <= 2 ? Pick(Odd) : value())}");
            if (chance == 3)
            {
                json.Append(CultureInfo.InvariantCulture, $",\"{name}\":{Pick(Odd)}");
            }
        }

        return json.Append('}').ToString();
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
