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
    public const string Guest = "U0GUEST";

    public static SlackEmulatorOptions Slack(int port, TimeProvider time)
    {
        var options = new SlackEmulatorOptions
        {
            Port = port,
            TimeProvider = time,
            Channels = [new(Channel, "alerts")],
            Users = [new(Operator, "olivia"), new(Guest, "gustav")],
        };
        return time is FastTime fast ? options with { TriggerLifetime = fast.Of(options.TriggerLifetime) } : options;
    }

    public static AwsEmulatorOptions Aws(int port, TimeProvider time) => new() { Port = port, Region = Region, TimeProvider = time };

    public static IConfiguration For(PlaygroundOptions options, Uri aws, Uri slack, ShopQueues queues, Uri warehouse)
    {
        if (!aws.IsLoopback || !slack.IsLoopback)
        {
            throw new InvalidOperationException($"The playground works on this machine only, not on {aws} and {slack}.");
        }

        var emulated = Slack(options.SlackPort, TimeProvider.System);
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
            ["ForwardSchedule"] = options.ForwardSchedule,
            ["ScanSchedule"] = options.ScanSchedule,
            ["Logging:LogLevel:Default"] = "Error",
        };
        foreach (var (n, queue) in queues.All.Index())
        {
            settings[$"DeadLetters:Queues:{n}:Url"] = queue.DeadLettersUrl;
        }

        foreach (var (n, queue) in queues.Consumed.Index())
        {
            settings[$"DeadLetters:Queues:{n}:LogGroups:0"] = LogBook.OfConsumer(queue);
            settings[$"Logs:Groups:{n}:Name"] = LogBook.OfConsumer(queue);
        }

        settings["Logs:Groups:2:Name"] = Invoices.Group;
        var route = $"Webhooks:Routes:{Storefront.Route}";
        settings[$"{route}:QueueUrl"] = queues.Webhooks.Url;
        settings[$"{route}:TargetUrl"] = warehouse.ToString();
        settings[$"{route}:AllowPrivateTargets"] = "true";
        settings[$"{route}:Signature:Scheme"] = "Shopify";
        settings[$"{route}:Signature:Secrets:0"] = Storefront.Secret;
        settings[$"{route}:GroupBy"] = "/customer";
        settings[$"{route}:ProbeEvery"] = "00:00:10";

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }
}
