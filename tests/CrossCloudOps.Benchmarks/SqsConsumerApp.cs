using System.Diagnostics;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// What most people on Node.js would forward a queue with: <c>sqs-consumer</c>, batches of ten, all ten posted at once, deleted in one call.
/// It asks for no attributes, and several poll side by side.
/// </summary>
internal static class SqsConsumerApp
{
    /// <summary>The newest that run on Node.js 20.</summary>
    private static readonly string[] Packages = ["sqs-consumer@14.2.8", "@aws-sdk/client-sqs@3.1169.0", "undici@7.30.2"];

    private const string Script = """
        const { Consumer } = require('sqs-consumer');
        const { SQSClient } = require('@aws-sdk/client-sqs');
        const { Agent, fetch, request } = require('undici');
        const [endpoint, queueUrl, target, by, consumers, waitTimeSeconds] = process.argv.slice(2);
        const dispatcher = new Agent({ connections: 128, keepAliveTimeout: 60000 });
        const sqs = new SQSClient({ endpoint, region: 'eu-central-1', requestHandler: { httpAgent: { keepAlive: true, maxSockets: 128 } } });
        const post = async message => {
          const webhook = { method: 'POST', body: message.Body, headers: { 'content-type': 'application/json', 'webhook-id': message.MessageId }, dispatcher };
          const response = by === 'fetch' ? await fetch(target, webhook) : await request(target, webhook);
          await (by === 'fetch' ? response.arrayBuffer() : response.body.dump());
          if ((response.status ?? response.statusCode) !== 200) throw new Error('The target refuses.');
          return message;
        };
        const fail = error => { console.error(error); process.exit(1); };
        const all = Array.from({ length: Number(consumers) }, () => {
          const consumer = Consumer.create({ queueUrl, sqs, batchSize: 10, waitTimeSeconds: Number(waitTimeSeconds), handleMessageBatch: messages => Promise.all(messages.map(post)) });
          consumer.on('error', error => error.name === 'AbortError' || /abort/i.test(error.message) || fail(error));
          consumer.on('processing_error', fail);
          return consumer;
        });
        let running = false;
        require('readline').createInterface({ input: process.stdin }).on('line', () => {
          running = !running;
          all.forEach(consumer => running ? consumer.start() : consumer.stop({ abort: true }));
          if (!running) global.gc();
          console.log(running ? 'started' : process.memoryUsage().heapUsed);
        }).on('close', () => process.exit(0));
        console.log('ready');
        """;

    /// <summary>How it is started, installed first if it is not there.</summary>
    /// <param name="by"><c>fetch</c>, or undici's faster <c>request</c>.</param>
    public static async Task<ProcessStartInfo> PrepareAsync(string endpoint, string queueUrl, string target, string by, int consumers, int waitSeconds)
    {
        var folder = Path.Combine(Path.GetTempPath(), "crosscloudops-sqs-consumer");
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "sqs-consumer")))
        {
            using var npm = Process.Start("npm", ["install", "--prefix", folder, "--no-fund", "--no-audit", "--loglevel=error", .. Packages]);
            await npm.WaitForExitAsync();
        }

        var script = Path.Combine(folder, "app.cjs");
        await File.WriteAllTextAsync(script, Script);
        var start = new ProcessStartInfo("node", ["--expose-gc", script, endpoint, queueUrl, target, by, $"{consumers}", $"{waitSeconds}"]) { WorkingDirectory = folder };
        start.Environment["NODE_ENV"] = "production";
        start.Environment["NODE_NO_WARNINGS"] = "1";
        return start;
    }
}
