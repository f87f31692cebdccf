using System.Text.Json;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Emulators;

namespace CrossCloudOps.Tests.Telemetry;

/// <summary>What leaves the app, and that nobody waits for it.</summary>
public sealed class TelemetryExportTests
{
    private const string Key = "11111111-2222-3333-4444-555555555555";

    [Fact]
    public async Task Metrics_and_traces_go_to_a_collector()
    {
        await using var collector = await ListeningApp.StartAsync();
        await using var stack = await Stack.StartAsync();

        await RunAsync(stack, new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url.ToString(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" });

        collector.Requests.ShouldAllBe(static r => r.Headers["Content-Type"] == "application/x-protobuf");
        collector.Requests.ShouldContain(static r => r.Body.Contains("crosscloudops.dead_letters.collected", StringComparison.Ordinal) && r.Body.Contains("orders-dlq", StringComparison.Ordinal));
        collector.Requests.ShouldContain(static r => r.Body.Contains("dead_letters.collect", StringComparison.Ordinal) && r.Body.Contains("function.run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_and_traces_go_to_Application_Insights()
    {
        await using var ingestion = await ListeningApp.StartAsync();
        await using var stack = await Stack.StartAsync();

        await RunAsync(stack, new()
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey={Key};IngestionEndpoint={ingestion.Url}",
            ["WEBSITE_SITE_NAME"] = "func-ops",
        });

        var items = ingestion.Requests.SelectMany(static r => r.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(static line => JsonElement.Parse(line)).ToList();
        items.ShouldAllBe(static i => i.GetProperty("iKey").GetString() == Key && i.GetProperty("tags").GetProperty("ai.cloud.role").GetString() == "func-ops");
        var data = items.Select(static i => i.GetProperty("data")).ToList();
        data.ShouldContain(static d => d.GetProperty("baseType").GetString() == "MetricData" && d.GetRawText().Contains("crosscloudops.dead_letters.collected", StringComparison.Ordinal));
        data.ShouldContain(static d => d.GetProperty("baseType").GetString() == "RemoteDependencyData" && d.GetProperty("baseData").GetProperty("name").GetString() == "dead_letters.collect");
    }

    [Fact]
    public async Task Whoever_cannot_be_reached_keeps_nothing_from_being_done_and_the_app_from_no_end()
    {
        await using var stack = await Stack.StartAsync();

        await RunAsync(stack, new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey={Key};IngestionEndpoint=http://127.0.0.1:9/",
        });

        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        stack.Log.Lines.ShouldNotContain(static l => l.StartsWith("Error", StringComparison.Ordinal), stack.Log.ToString());
    }

    private static async Task RunAsync(Stack stack, Dictionary<string, string?> settings)
    {
        await using var app = await AppInstance.StartAsync(stack, settings);
        stack.Seed("{}");
        await app.RunFunctionAsync("CollectDeadLetters");
    }
}
