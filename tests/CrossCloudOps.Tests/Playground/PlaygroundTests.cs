using CrossCloudOps.Playground;

namespace CrossCloudOps.Tests.Playground;

public sealed class PlaygroundTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_dead_letter_comes_to_Slack_and_once_sent_back_its_order_is_consumed()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-{Guid.NewGuid():N}");
        using var lines = new SpokenLines();
        var options = new PlaygroundOptions
        {
            Port = 0,
            SlackPort = 0,
            AwsPort = 0,
            Directory = folder,
            CollectSchedule = "00:00:00.5",
            NotifySchedule = "00:00:00.5",
            HeartbeatSchedule = "00:00:00.5",
        };
        await using (var playground = await PlaygroundApp.StartAsync(options, new Teller(lines, TimeProvider.System), TimeProvider.System, default))
        {
            playground.OpenShop();
            await lines.WaitForAsync("failed   OrderPlaced 1001, 3 times: customer new-ada is unknown. SQS moves it to orders-dlq.", Patience);
            await lines.WaitForAsync("slack    Dead letter in orders-dlq: OrderPlaced  [press send-back --ts ", Patience);

            var pressed = await PressCommand.PressAsync(playground.Slack.PageUrl, "send-back", "newest", TextWriter.Null, lines, default);

            pressed.ShouldBe(0, lines.ToString());
            (await SayCommand.SayAsync(playground.Slack.PageUrl, "/ops help", TextWriter.Null, lines, default)).ShouldBe(0, lines.ToString());
            playground.Slack.Messages("alerts").ShouldContain(static m => m.EphemeralTo != null && m.Text == "What /ops can do");
            await lines.WaitForAsync("pressed  olivia pressed \"Send back\" on: Dead letter in orders-dlq: OrderPlaced", Patience);
            await lines.WaitForAsync("back     OrderPlaced 1001 is in orders again.", Patience);
            await lines.WaitForAsync("done     OrderPlaced 1001: consumed after all.", Patience);
            playground.Aws.Sqs.Queue("orders-dlq").Messages.ShouldBeEmpty();
            playground.Aws.S3.Bucket("pulses").Keys.ShouldBe(["echo/shop-1.json", "echo/shop-2.json", "echo/shop-3.json", "echo/shop-4.json", "pulse/shop-1.json", "pulse/shop-2.json", "pulse/shop-3.json", "pulse/shop-4.json"]);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Ten_times_faster_the_warehouse_is_released_webhooks_wait_for_it_and_a_Lambdas_errors_are_told_meanwhile()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-{Guid.NewGuid():N}");
        using var lines = new SpokenLines();
        var options = new PlaygroundOptions { Port = 0, SlackPort = 0, AwsPort = 0, Directory = folder };
        var fast = new FastTime(10);
        await using (var playground = await PlaygroundApp.StartAsync(options, new Teller(lines, fast), fast, default))
        {
            playground.OpenShop();

            await lines.WaitForAsync("slack    New error in /aws/lambda/invoices: KeyError: 'vat_id'", Patience);
            await lines.WaitForAsync("hooks    The warehouse has taken 10 webhooks", Patience);
            await lines.WaitForAsync("hooks    The warehouse goes down for a release.", Patience);
            await lines.WaitForAsync("slack    🚧 Webhooks of Storefront: the target seems to be down", Patience);
            await lines.WaitForAsync("hooks    The warehouse is back.", Patience);
            await lines.WaitForAsync("slack    ✅ Webhooks of Storefront are delivered again", Patience);
            await lines.WaitForAsync("hooks    The warehouse has taken 30 webhooks", Patience);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_folder_belongs_to_one_playground_at_a_time()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-{Guid.NewGuid():N}");
        using (PlaygroundFolder.Take(folder))
        {
            File.WriteAllText(Directory.CreateDirectory(folder).FullName + "/document", "");

            Should.Throw<PlaygroundException>(() => PlaygroundFolder.Take(folder)).Message
                .ShouldBe($"{folder} is in use by another playground. Stop that one, or start this one in another folder.");

            File.Exists(folder + "/document").ShouldBeTrue();
        }

        PlaygroundFolder.Take(folder).Dispose();
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--slack-port")]
    [InlineData("--aws-port")]
    [InlineData("--port")]
    public async Task A_port_in_use_is_named_with_the_option_that_moves_it(string option)
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        using var errors = new StringWriter();
        string[] free = ["--port", "0", "--slack-port", "0", "--aws-port", "0"];
        free[Array.IndexOf(free, option) + 1] = $"{port}";

        var exit = await PlaygroundCommand.RunAsync(free, TextWriter.Null, errors);

        exit.ShouldBe(1);
        errors.ToString().Trim().ShouldBe($"Port {port} is in use on 127.0.0.1. Stop what listens there, or choose another port with {option}.");
    }

    [Fact]
    public async Task A_press_without_a_playground_says_so()
    {
        using var errors = new StringWriter();

        var exit = await PlaygroundCommand.RunAsync(["press", "send-back", "--slack-port", "9"], TextWriter.Null, errors);

        exit.ShouldBe(1);
        errors.ToString().ShouldStartWith("No playground's Slack answers at http://127.0.0.1:9/");
    }
}
