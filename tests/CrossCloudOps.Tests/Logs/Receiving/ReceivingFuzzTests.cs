using System.Net;
using System.Text;

namespace CrossCloudOps.Tests.Logs.Receiving;

/// <summary>Requests near to good ones, and far from them: each gets an answer that is meant, and what was good in it is kept.</summary>
public sealed class ReceivingFuzzTests
{
    private static readonly HttpStatusCode[] Meant = [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_request_gets_an_answer_that_is_meant(int seed)
    {
        await using var logs = await LogsStack.StartAsync();
        var random = new Random(seed);
        var answers = new Dictionary<HttpStatusCode, int>();

        for (var round = 0; round < 300; round++)
        {
            var id = $"request-{round}";
            var batch = new FirehoseBatch([.. Enumerable.Range(0, random.Next(5)).Select(n => Record(random, $"{round}-{n}"))])
            {
                RequestId = id,
                HeaderId = random.Next(20) == 0 ? "other" : id,
                Key = random.Next(20) == 0 ? "wrong" : LogsStack.Key,
                Encoding = random.Next(4) == 0 ? "gzip" : null,
            };
            batch = batch with { Records = [.. batch.Records, FirehoseBatch.Record("ERROR good")] };
            var isWhole = random.Next(3) > 0;

            var answer = await logs.PostAsync("firehose", isWhole ? batch.Body : Mangled(random, batch.Body), batch.Headers);

            Meant.ShouldContain(answer.Status, $"seed {seed}, round {round}: {answer.Text}");
            answers[answer.Status] = answers.GetValueOrDefault(answer.Status) + 1;
            if (isWhole && batch.Key == LogsStack.Key && batch.HeaderId == id)
            {
                answer.Status.ShouldBe(HttpStatusCode.OK, $"seed {seed}, round {round}: {answer.Text}");
                (await logs.Store.ReadAsync($"logs/inbox/%2Faws%2Flambda%2Forders/{id}", default)).ShouldNotBeNull();
            }
        }

        answers.Keys.ShouldBe(Meant, ignoreOrder: true);
        logs.Stack.Log.Lines.ShouldNotContain(static l => l.StartsWith("Error", StringComparison.Ordinal), logs.Stack.Log.ToString());
    }

    private static byte[] Record(Random random, string text)
    {
        var payload = Encoding.UTF8.GetBytes(FirehoseBatch.Payload("/aws/lambda/orders", Noise(random), random.Next(9), $"ERROR {text}", Noise(random)));
        return random.Next(6) switch
        {
            0 => FirehoseBatch.Gzip(payload),
            1 => payload,
            2 => FirehoseBatch.Gzip(Mangled(random, payload)),
            3 => Mangled(random, FirehoseBatch.Gzip(payload)),
            4 => Mangled(random, payload),
            _ => Encoding.UTF8.GetBytes(Noise(random)),
        };
    }

    private static byte[] Mangled(Random random, byte[] bytes)
    {
        var mangled = bytes.ToArray();
        for (var n = random.Next(1, 4); n > 0 && mangled.Length > 0; n--)
        {
            var at = random.Next(mangled.Length);
            mangled = random.Next(4) switch
            {
                0 => mangled[..at],
                1 => [.. mangled[..at], .. mangled[(at + 1)..]],
                2 => [.. mangled[..at], (byte)random.Next(256), .. mangled[at..]],
                _ => [.. mangled[..at], (byte)random.Next(256), .. mangled[(at + 1)..]],
            };
        }

        return mangled;
    }

    private static string Noise(Random random) => random.Next(7) switch
    {
        0 => "",
        1 => new string('[', random.Next(3000)),
        2 => "ü🧨漢\ud83e",
        3 => "\0\u0001",
        4 => "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\n",
        5 => "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{}]}",
        _ => $"value-{random.Next(40)}",
    };
}
