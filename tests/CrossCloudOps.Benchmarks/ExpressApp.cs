using System.Diagnostics;

namespace CrossCloudOps.Benchmarks;

/// <summary>The same in Express and AWS's SDK for Node.js: verifies, sends, answers.</summary>
internal static class ExpressApp
{
    private static readonly string[] Packages = ["express@5.1.0", "@aws-sdk/client-sqs@3"];

    private const string Script = $$"""
        const crypto = require('node:crypto');
        const { Agent } = require('node:http');
        const express = require('express');
        const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
        const [endpoint, queueUrl] = process.argv.slice(2);
        const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
          requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: 64 }) } });
        const app = express();
        app.post('{{IntakeApp.Path}}', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
          const expected = Buffer.from('sha256=' + crypto.createHmac('sha256', '{{IntakeApp.Secret}}').update(request.body).digest('hex'));
          const given = Buffer.from(request.get('X-Hub-Signature-256') ?? '');
          if (given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) return response.status(401).end();
          const sent = await sqs.send(new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: request.body.toString('utf8'),
            MessageGroupId: request.get('X-Group'),
            MessageDeduplicationId: request.get('X-GitHub-Delivery'),
            MessageAttributes: { webhook: { DataType: 'String', StringValue: JSON.stringify({ id: request.get('X-GitHub-Delivery'), type: request.get('Content-Type'), at: new Date().toISOString() }) } },
          }));
          response.status(202).json({ id: sent.MessageId });
        });
        process.stdin.on('end', () => process.exit(0)).resume();
        const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
        """;

    /// <summary>How it is started, installed first if it is not there.</summary>
    public static async Task<ProcessStartInfo> PrepareAsync(string endpoint, string queueUrl)
    {
        var folder = Path.Combine(Path.GetTempPath(), "crosscloudops-express");
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@aws-sdk", "client-sqs")))
        {
            using var npm = Process.Start("npm", ["install", "--prefix", folder, "--no-fund", "--no-audit", "--loglevel=error", .. Packages]);
            await npm.WaitForExitAsync();
        }

        var script = Path.Combine(folder, "app.cjs");
        await File.WriteAllTextAsync(script, Script);
        return new ProcessStartInfo("node", [script, endpoint, queueUrl]) { WorkingDirectory = folder };
    }
}
