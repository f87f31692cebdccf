using System.Diagnostics.Metrics;
using System.Text.Json;
using CrossCloudOps.Functions;
using CrossCloudOps.Telemetry;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Telemetry;

/// <summary>docs/telemetry.md and host.json say what the code does.</summary>
public sealed class TelemetryTableTests
{
    [Fact]
    public async Task The_table_has_every_instrument_with_its_kind_and_unit_and_no_other()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var published = new List<(string Name, string Kind, string? Unit)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter == app.Get<Instrumentation>().Meter)
                {
                    published.Add((instrument.Name, Kind(instrument), instrument.Unit));
                }
            },
        };
        foreach (var type in typeof(Instrumentation).Assembly.GetTypes().Where(static t => t.GetConstructors().Any(static c => c.GetParameters().Any(static p => p.ParameterType == typeof(Instrumentation)))))
        {
            app.Services.GetRequiredService(type);
        }

        listener.Start();

        published.ShouldBe(TelemetryTable.Lines.Values.Select(static l => (l.Name, l.Kind, (string?)l.Unit)), ignoreOrder: true);
    }

    [Fact]
    public void The_host_keeps_quiet_of_each_run_and_lets_through_what_each_function_says()
    {
        var levels = JsonDocument.Parse(File.ReadAllText(SourceTree.Path("host.json"))).RootElement.GetProperty("logging").GetProperty("logLevel");
        var functions = typeof(TimerFunctions).Assembly.GetTypes().SelectMany(static t => t.GetMethods())
            .SelectMany(static m => m.GetCustomAttributes(typeof(FunctionAttribute), inherit: false)).Select(static a => ((FunctionAttribute)a).Name);

        levels.GetProperty("Function").GetString().ShouldBe("Warning");
        levels.GetProperty("Host.Results").GetString().ShouldBe("Error");
        levels.EnumerateObject().Where(static l => l.Name.EndsWith(".User", StringComparison.Ordinal)).Select(static l => l.Name)
            .ShouldBe(functions.Select(static name => $"Function.{name}.User"), ignoreOrder: true);
    }

    private static string Kind(Instrument instrument)
    {
        var name = instrument.GetType().Name;
        return name[..name.IndexOf('`', StringComparison.Ordinal)] switch
        {
            "Counter" => "counter",
            "Histogram" => "histogram",
            "Gauge" => "gauge",
            var other => other,
        };
    }
}
