using System.CommandLine;
using CrossCloudOps.Playground.Shop;

namespace CrossCloudOps.Playground;

/// <summary>The command line. What the user can mend ends in one line on stderr and exit code 1.</summary>
internal static class PlaygroundCommand
{
    private const int Faster = 10;
    private const string Run = "dotnet run --no-build --project src/CrossCloudOps.Playground";

    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var defaults = new PlaygroundOptions();
        var port = Port("--port", "of the app", defaults.Port);
        var slackPort = Port("--slack-port", "of the Slack emulator", defaults.SlackPort);
        var awsPort = Port("--aws-port", "of the AWS emulator", defaults.AwsPort);
        var fast = new Option<bool>("--fast") { Description = $"Time runs {Faster} times faster: what takes minutes is there in seconds." };
        slackPort.Recursive = true;
        var command = new RootCommand("CrossCloudOps with AWS, Slack and a shop whose orders fail now and then, all on this machine.")
        {
            port, slackPort, awsPort, fast, PressCommand.Create(slackPort), SayCommand.Create(slackPort),
        };
        command.SetAction((parsed, stop) => PlayAsync(
            new PlaygroundOptions { Port = parsed.GetValue(port), SlackPort = parsed.GetValue(slackPort), AwsPort = parsed.GetValue(awsPort) },
            parsed.GetValue(fast) ? new FastTime(Faster) : TimeProvider.System,
            output,
            errors,
            stop));
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(15), Output = output, Error = errors };
        return command.Parse(args).InvokeAsync(invocation);
    }

    private static Option<int> Port(string name, string whose, int usual)
    {
        var option = new Option<int>(name) { Description = $"The port {whose} on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ushort.TryParse(token.Value, out _))
            {
                result.AddError($"{name} must be between 0 and {ushort.MaxValue}, but is '{token.Value}'.");
            }
        });
        return option;
    }

    private static async Task<int> PlayAsync(PlaygroundOptions options, TimeProvider time, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        try
        {
            await using var playground = await PlaygroundApp.StartAsync(options, new Teller(output, time), time, stop);
            await output.WriteLineAsync(Welcome(playground, options));
            playground.OpenShop();
            await playground.WaitAsync(stop);
        }
        catch (PlaygroundException fault)
        {
            await errors.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ended while it was still starting.
        }

        return 0;
    }

    private static string Welcome(PlaygroundApp playground, PlaygroundOptions options)
    {
        var usual = playground.Slack.PageUrl.Port == new PlaygroundOptions().SlackPort;
        var onPort = usual ? "" : $" --slack-port {playground.Slack.PageUrl.Port}";
        return $"""

            CrossCloudOps playground. A shop's consumers fail on some orders, its warehouse is released now and then, a Lambda logs errors, a server stops
            pulsing: what goes wrong comes to Slack. All of it runs in this process. Open these pages side by side:

              Slack      {playground.Slack.PageUrl}
              Status     {playground.StatusPage}
              Warehouse  {playground.WarehousePage} (the target of the webhooks)
              App        {playground.Health}
              AWS        export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_REGION={PlaygroundSettings.Region} AWS_DEFAULT_REGION={PlaygroundSettings.Region}
                         aws --endpoint-url {playground.Aws.Endpoint.GetLeftPart(UriPartial.Authority)} sqs list-queues
                         aws --endpoint-url {playground.Aws.Endpoint.GetLeftPart(UriPartial.Authority)} s3 ls s3://{Server.Bucket} --recursive
              Documents  {options.Directory} (wiped at every start)

            Buttons, modals and "/ops help" work on the page. Or press one on the newest card from a second terminal (or "press discard"; "--ts ..." for another card):

              {Run} -- press send-back{onPort}

            And a slash command (try "/ops status", "/ops dead-letters", "/ops pause Storefront for 2m" and "/ops heartbeats"):

              {Run} -- say "/ops help"{onPort}

            The first card comes within 15 seconds. Ctrl+C ends it all.

            """;
    }
}
