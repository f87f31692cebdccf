using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Playground.Shop;
using Microsoft.Extensions.Configuration;

namespace CrossCloudOps.Playground;

/// <summary>All settings of the app; no file and no environment variable adds to them.</summary>
internal static class PlaygroundSettings
{
    public const string Region = "eu-central-1";
    public const string Channel = "C0ALERTS";
    public const string Operator = "U0OPERATOR";

    public static SlackEmulatorOptions Slack(int port) => new() { Port = port, Channels = [new(Channel, "alerts")], Users = [new(Operator, "olivia")] };

    public static AwsEmulatorOptions Aws(int port) => new() { Port = port, Region = Region };

    public static IConfiguration For(PlaygroundOptions options, Uri aws, Uri slack, IEnumerable<string> deadLetterQueueUrls)
    {
        if (!aws.IsLoopback || !slack.IsLoopback)
        {
            throw new InvalidOperationException($"The playground works on this machine only, not on {aws} and {slack}.");
        }

        var emulated = Slack(options.SlackPort);
        var settings = new Dictionary<string, string?>
        {
            ["Aws:Region"] = Region,
            ["Aws:ServiceUrl"] = aws.ToString(),
            ["Slack:ApiUrl"] = slack.ToString(),
            ["Slack:BotToken"] = emulated.BotToken,
            ["Slack:SigningSecret"] = emulated.SigningSecret,
            ["Slack:TeamId"] = emulated.TeamId,
            ["Slack:Channel"] = Channel,
            ["Slack:Operators"] = Operator,
            ["Heartbeats:Bucket"] = Server.Bucket,
            ["Heartbeats:AllowPrivateTargets"] = "true",
            ["Storage:Directory"] = Path.GetFullPath(options.Directory),
            ["CollectSchedule"] = options.CollectSchedule,
            ["HeartbeatSchedule"] = options.HeartbeatSchedule,
            ["NotifySchedule"] = options.NotifySchedule,
            ["RedriveSchedule"] = options.RedriveSchedule,
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach (var (n, url) in deadLetterQueueUrls.Index())
        {
            settings[$"DeadLetters:Queues:{n}:Url"] = url;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }
}
