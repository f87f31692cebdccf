using System.Diagnostics;
using System.Globalization;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Benchmarks;

/// <summary>How long the redaction takes for the largest body that SQS takes, of several kinds.</summary>
internal static class RedactionBenchmark
{
    private const int Rounds = 15;
    private const int Largest = 1024 * 1024;

    private static readonly (string Name, string Part)[] Bodies =
    [
        ("orders", """{"type":"OrderPlaced","id":4711,"customer":{"id":"c-17","name":"Zoë Åström"},"items":[{"sku":"A-1","quantity":2}],"at":"2026-01-05T03:14:15Z"},"""),
        ("log lines", "2026-01-05T03:14:15.926Z INFO 5fea7756-0ea4-451a-a703-a558b933e274 GET https://example.com:8080/orders/4711?page=2 took 31 ms, token count 12\n"),
        ("secrets", """{"password":"hunter2","mail":"jane@example.com","card":"4111111111111111","url":"https://u:p@example.com","Authorization":"Bearer abc.def.123"},"""),
        ("words", "the quick brown fox jumps over the lazy dog and goes home again, "),
        ("one letter", "a"),
        ("addresses", "a@"),
        ("names", "token "),
        ("digits", "4111 1111 1111 1112 "),
    ];

    public static int Run()
    {
        var redaction = new Redaction(new RedactionOptions());
        foreach (var (name, part) in Bodies)
        {
            var body = string.Concat(Enumerable.Repeat(part, Largest / part.Length));
            var times = Enumerable.Range(0, Rounds).Select(_ => Time(redaction, body)).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {times[Rounds / 2]:F1} ms, longest {times[^1]:F1} ms, {redaction.Apply(body).Pieces.Count} pieces"));
        }

        return 0;
    }

    private static double Time(Redaction redaction, string body)
    {
        var watch = Stopwatch.StartNew();
        redaction.Apply(body);
        return watch.Elapsed.TotalMilliseconds;
    }
}
