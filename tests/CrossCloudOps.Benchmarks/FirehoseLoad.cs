using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrossCloudOps.Benchmarks;

/// <summary>Requests of Firehose with short tracebacks in them: few kinds of errors, whose ids and numbers are never the same. The same ones in every run.</summary>
internal sealed class FirehoseLoad(int seed)
{
    public const int EventsOfRecord = 500;
    public const int EventsOfRequest = 20 * EventsOfRecord;

    private const int Kinds = 30;
    private const int Groups = 8;
    private const int Streams = 5;

    private static readonly string[] Errors = ["ValueError", "KeyError", "TypeError", "TimeoutError", "ConnectionError", "PaymentError"];

    /// <summary>It escapes what JSON must, and no more.</summary>
    private static readonly JsonWriterOptions AsCloudWatch = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Random _random = new(seed);
    private long _number;

    /// <summary>Its body, in one line.</summary>
    public byte[] Request()
    {
        var records = Enumerable.Range(0, EventsOfRequest / EventsOfRecord).Select(_ => $$"""{"data":"{{Convert.ToBase64String(Record())}}"}""");
        return Encoding.UTF8.GetBytes($$"""{"requestId":"{{Id()}}","timestamp":1767582855926,"records":[{{string.Join(',', records)}}]}""");
    }

    private byte[] Record()
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            using var json = new Utf8JsonWriter(gzip, AsCloudWatch);
            var group = _random.Next(Groups);
            json.WriteStartObject();
            json.WriteString("messageType", "DATA_MESSAGE");
            json.WriteString("owner", "123456789012");
            json.WriteString("logGroup", $"/aws/lambda/shop-{group}");
            json.WriteString("logStream", $"2026/01/05/[$LATEST]{group}{_random.Next(Streams)}5fea77560ea4451aa703a558b933e27");
            json.WriteStartArray("subscriptionFilters");
            json.WriteStringValue("errors");
            json.WriteEndArray();
            json.WriteStartArray("logEvents");
            for (var n = 0; n < EventsOfRecord; n++)
            {
                json.WriteStartObject();
                json.WriteString("id", (++_number).ToString("D56", CultureInfo.InvariantCulture));
                json.WriteNumber("timestamp", 1767582855926 + _number);
                json.WriteString("message", Traceback(_random.Next(Kinds)));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private string Traceback(int kind) => string.Create(
        CultureInfo.InvariantCulture,
        $"[ERROR] {Errors[kind % Errors.Length]}: order {_random.Next(1_000_000)} of customer c-{_random.Next(100_000)} failed in step {(char)('a' + kind)}\nTraceback (most recent call last):\n  File \"/var/task/app.py\", line {10 + kind}, in handler\n    place(order, {Id()})\n  File \"/var/task/shop/step_{(char)('a' + kind)}.py\", line {40 + kind}, in place\n    raise {Errors[kind % Errors.Length]}(message)");

    private string Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
