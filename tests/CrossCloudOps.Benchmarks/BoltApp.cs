using System.Diagnostics;

namespace CrossCloudOps.Benchmarks;

/// <summary>The same action in Slack's own framework for Node.js, behind its own HTTP receiver.</summary>
internal static class BoltApp
{
    private const string Package = "@slack/bolt@5.1.0";

    /// <summary>It checks what our endpoint checks: signature (its receiver does), workspace and operator.</summary>
    private const string Script = $$"""
        const { App, HTTPReceiver, LogLevel } = require('@slack/bolt');
        const receiver = new HTTPReceiver({ signingSecret: '{{InteractionsApp.Secret}}', endpoints: '/api/slack/interactions', logLevel: LogLevel.ERROR });
        const app = new App({ receiver, logLevel: LogLevel.ERROR, authorize: async () => ({ botToken: 'xoxb-benchmark', botId: 'B0', botUserId: 'U0' }) });
        app.action('{{InteractionsApp.ActionId}}', async ({ ack, body }) => {
          if (body.team.id !== '{{InteractionsApp.Team}}' || body.user.id !== '{{InteractionsApp.User}}') throw new Error('not allowed');
          await ack();
        });
        process.stdin.on('end', () => process.exit(0)).resume();
        app.start(0).then(server => console.log(server.address().port));
        """;

    /// <summary>How it is started, installed first if it is not there.</summary>
    public static async Task<ProcessStartInfo> PrepareAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "crosscloudops-bolt");
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@slack", "bolt")))
        {
            using var npm = Process.Start("npm", ["install", "--prefix", folder, "--no-fund", "--no-audit", "--loglevel=error", Package]);
            await npm.WaitForExitAsync();
        }

        var script = Path.Combine(folder, "app.cjs");
        await File.WriteAllTextAsync(script, Script);
        return new ProcessStartInfo("node", [script]) { WorkingDirectory = folder };
    }
}
