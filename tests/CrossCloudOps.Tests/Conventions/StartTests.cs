using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Emulators;

namespace CrossCloudOps.Tests.Conventions;

public sealed class StartTests
{
    [Fact]
    public async Task An_app_with_all_features_starts_without_any_call_to_the_outside()
    {
        await using var stack = await Stack.StartAsync();
        await using var collector = await ListeningApp.StartAsync();
        var calls = CrashPoint.None;

        await using var app = await AppInstance.StartAsync(
            stack,
            new Dictionary<string, string?>
            {
                ["Webhooks:Routes:Orders:QueueUrl"] = stack.Sqs.CreateQueue("webhooks.fifo").Url,
                ["Webhooks:Routes:Orders:TargetUrl"] = "https://target.example/",
                ["Webhooks:Routes:Orders:Signature:Scheme"] = "None",
                ["Logs:Groups:0:Prefix"] = "/aws/lambda/",
                ["Heartbeats:Bucket"] = "pulses",
                ["Problems:ReportTo"] = collector.Url.ToString(),
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
            calls);

        calls.Calls.ShouldBe(0);
        stack.Slack.Calls.ShouldBeEmpty();
        collector.Requests.Count.ShouldBe(0);
        Directory.Exists(stack.Folder).ShouldBeFalse();
    }
}
