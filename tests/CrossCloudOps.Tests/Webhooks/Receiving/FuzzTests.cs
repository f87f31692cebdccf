using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

/// <summary>Requests of any shape: each gets an answer that is meant, and what was accepted is in the queue as it came.</summary>
public sealed class FuzzTests
{
    private const string Secret = "the-secret-of-the-fuzzed-sender";
    private const int Limit = 40_000;

    private static readonly int[] Meant = [200, 202, 400, 401, 408, 411, 413, 414, 415, 417, 431, 505];

    [Theory]
    [InlineData(1, "GitHub", "/customer/id", "")]
    [InlineData(2, "Stripe", "/a/0/b~1c", "")]
    [InlineData(3, "Slack", "header:X-Group", "/event_id")]
    [InlineData(4, "StandardWebhooks", "header:X-Group", "")]
    [InlineData(5, "None", "/customer/id", "header:X-Id")]
    [InlineData(6, "None", "path", "/id")]
    public async Task Any_request_gets_an_answer_that_is_meant_and_what_was_accepted_is_in_the_queue(int seed, string scheme, string groupBy, string deduplicateBy)
    {
        var secret = scheme == "StandardWebhooks" ? "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" : Secret;
        await using var hooks = await WebhookStack.StartAsync(
            ("Signature:Scheme", scheme), ("Signature:Secrets:0", scheme == "None" ? null : secret), ("GroupBy", groupBy), ("DeduplicateBy", deduplicateBy),
            ("KeepHeaders:0", "X-Group"), ("KeepHeaders:1", "X-Id"), ("KeepHeaders:2", "X-Noise"), ("MaxBodyBytes", $"{Limit}"));
        var fuzz = new RequestFuzz(seed, scheme, secret, hooks);
        var accepted = new Dictionary<string, byte[]>();

        for (var round = 0; round < 250; round++)
        {
            var request = fuzz.Next();
            using var connection = await RawConnection.OpenAsync(hooks.Address);
            await WriteAsync(connection, request.Head, request.Wire);
            var (status, text) = await connection.ReadAsync();

            Meant.ShouldContain(status, $"seed {seed}, round {round}: {request.Head}\n{text}");
            if (status == (int)HttpStatusCode.Accepted)
            {
                accepted.TryAdd(JsonElement.Parse(text).GetProperty("id").GetString()!, request.Body);
            }
        }

        var queued = hooks.Queue.Messages.Zip(hooks.Taken).ToDictionary(static m => m.First.MessageId, static m => m.Second);
        queued.Keys.ShouldBe(accepted.Keys, ignoreOrder: true);
        accepted.Where(a => !queued[a.Key].Webhook.Body.Span.SequenceEqual(a.Value)).ShouldBeEmpty();
        accepted.Count.ShouldBeInRange(20, 249, "the fuzz should find both ways");
        hooks.Stack.Log.Lines.ShouldNotContain(static l => l.StartsWith("Error", StringComparison.Ordinal), hooks.Stack.Log.ToString());
    }

    /// <summary>The app may answer, and close, before it read everything.</summary>
    private static async Task WriteAsync(RawConnection connection, string head, byte[] wire)
    {
        try
        {
            await connection.WriteAsync(head);
            await connection.WriteAsync(wire);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Makes requests: most are near to good ones.</summary>
    private sealed class RequestFuzz(int seed, string scheme, string secret, WebhookStack hooks)
    {
        private readonly Random _random = new(seed);

        public (string Head, byte[] Body, byte[] Wire) Next()
        {
            var body = Body();
            var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST {hooks.Address.AbsolutePath} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
            foreach (var (name, value) in Signature(body))
            {
                Add(head, name, value);
            }

            for (var n = _random.Next(6); n > 0; n--)
            {
                Add(head, Pick("X-Group", "X-Id", "x-noise", "Content-Type", "X-GitHub-Event", "Accept", "svix-id", "X-Shopify-Webhook-Id"), Noise());
            }

            if (_random.Next(30) == 0)
            {
                Add(head, "Content-Encoding", Pick("gzip", "identity", "identity, br", "", "\t"));
            }

            var wire = _random.Next(3) == 0 ? Chunked(head, body) : Whole(head, body);
            return (head.Append("\r\n").ToString(), body, wire);
        }

        private byte[] Whole(StringBuilder head, byte[] body)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {(_random.Next(50) == 0 ? Pick("-1", "abc", "99999999999999999999", "", "1, 1") : $"{body.Length}")}\r\n");
            return body;
        }

        private byte[] Chunked(StringBuilder head, byte[] body)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
            using var wire = new MemoryStream();
            for (var at = 0; at < body.Length;)
            {
                var length = Math.Min(body.Length - at, 1 + _random.Next(5000));
                wire.Write(Encoding.ASCII.GetBytes($"{length:x}{(_random.Next(10) == 0 ? ";extension=1" : "")}\r\n"));
                wire.Write(body, at, length);
                wire.Write(Encoding.ASCII.GetBytes(_random.Next(300) == 0 ? "oops" : "\r\n"));
                at += length;
            }

            wire.Write("0\r\n\r\n"u8);
            return wire.ToArray();
        }

        private byte[] Body() => _random.Next(9) switch
        {
            0 => [],
            1 => Bytes(_random.Next(2000)),
            2 => Bytes(Limit - 2 + _random.Next(5)),
            3 => Encoding.UTF8.GetBytes(new string('[', _random.Next(3000)) + Noise()),
            4 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Json())],
            5 => Encoding.Unicode.GetBytes(Json()),
            6 => Broken(Encoding.UTF8.GetBytes(Json())),
            _ => Encoding.UTF8.GetBytes(Json()),
        };

        private string Json() => $$"""{"n":{{_random.Next()}},{{Pick("\"id\":\"", "\"id\": 7, \"id\":\"", "\"type\":\"url_verification\",\"challenge\":\"", "\"event_id\":\"")}}{{JsonEncodedText.Encode(Noise())}}","customer":"""
            + Pick("null", "{}", "[]", "{\"id\":null}", $"{{\"id\":{_random.Next(5)}}}", "{\"id\":\"\\ud800\"}", $"{{\"id\":\"c-{_random.Next(5)}\"}}", "{\"id\":{\"id\":1}}")
            + Pick("", ",\"a\":[{\"b/c\":1}]", ",\"a\":[{\"b/c\":true,\"b/c\":\"\\u0000\"}]", ",\"a\":1e999") + "}";

        private byte[] Broken(byte[] json)
        {
            json[_random.Next(json.Length)] = (byte)_random.Next(256);
            return json[..^_random.Next(2)];
        }

        private IEnumerable<(string Name, string Value)> Signature(byte[] body)
        {
            var seconds = (hooks.Stack.Time.GetUtcNow().ToUnixTimeSeconds() + (_random.Next(10) == 0 ? _random.Next(-400, 400) : 0)).ToString(CultureInfo.InvariantCulture);
            var headers = scheme switch
            {
                "GitHub" => [("X-Hub-Signature-256", $"sha256={Hex("", body)}"), ("X-GitHub-Delivery", Noise())],
                "Stripe" => [("Stripe-Signature", $"t={seconds},v1={Hex($"{seconds}.", body)}")],
                "Slack" => [("X-Slack-Request-Timestamp", seconds), ("X-Slack-Signature", $"v0={Hex($"v0:{seconds}:", body)}")],
                "StandardWebhooks" => Standard($"msg_{_random.Next()}", seconds, body),
                _ => Array.Empty<(string, string)>(),
            };
            return headers.SelectMany(header => _random.Next(25) switch
            {
                0 => Array.Empty<(string, string)>(),
                1 => [header, header],
                2 => [(header.Item1, Noise())],
                3 => [(header.Item1, Mangled(header.Item2))],
                _ => [header],
            });
        }

        private static (string Name, string Value)[] Standard(string id, string seconds, byte[] body) =>
        [
            ("webhook-id", id), ("webhook-timestamp", seconds),
            ("webhook-signature", $"v1,{Convert.ToBase64String(Hmac(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), $"{id}.{seconds}.", body))}"),
        ];

        private string Mangled(string value)
        {
            var at = _random.Next(value.Length);
            return _random.Next(3) switch { 0 => value[..at], 1 => value.Insert(at, Noise()), _ => value.Remove(at, 1) };
        }

        private string Noise() => _random.Next(10) switch
        {
            0 => "",
            1 => new string('n', _random.Next(3000)),
            2 => "ü🧨漢",
            3 => "a, b;c=\"d\"",
            4 => "\u0001\u001f",
            5 => " spaces  inside ",
            6 => "\u007f",
            _ => $"value-{_random.Next(40)}",
        };

        private byte[] Bytes(int length)
        {
            var bytes = new byte[length];
            _random.NextBytes(bytes);
            return bytes;
        }

        private string Hex(string before, byte[] body) => Convert.ToHexStringLower(Hmac(Encoding.UTF8.GetBytes(secret), before, body));

        private static byte[] Hmac(byte[] key, string before, byte[] body) => HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(before), .. body]);

        private string Pick(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];

        private static void Add(StringBuilder head, string name, string value) => head.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
