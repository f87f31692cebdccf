using CrossCloudOps.Functions;
using CrossCloudOps.LocalHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>The local host, started with settings that are a test's alone.</summary>
internal static class FaultyStart
{
    public const string Secret = "c0ffee-is-not-for-your-eyes";

    /// <summary>What every app needs, whatever its features.</summary>
    public static IReadOnlyDictionary<string, string?> Platform { get; } = new Dictionary<string, string?>
    {
        ["Aws:Region"] = "eu-central-1",
        ["Slack:BotToken"] = "xoxb-1",
        ["Slack:SigningSecret"] = Secret,
        ["Slack:Channel"] = "C0ALERTS",
        ["Slack:Operators"] = "*",
        ["Storage:Directory"] = "unused",
    };

    /// <summary>The faults of good settings with changes, of which null removes one; there must be some, and no secret in them.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyDictionary<string, string?> good, IEnumerable<(string Name, string? Value)> changes)
    {
        var settings = new Dictionary<string, string?>(good);
        foreach (var (name, value) in changes)
        {
            settings[name] = value;
        }

        var (code, lines) = await RunAsync(settings.Where(static s => s.Value is not null).ToDictionary());
        code.ShouldBe(1);
        lines.ShouldNotContain(static l => l.Contains(Secret, StringComparison.Ordinal));
        return lines;
    }

    public static async Task<(int Code, IReadOnlyList<string> Lines)> RunAsync(IReadOnlyDictionary<string, string?> settings)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var code = await LocalHostCommand.RunAsync(
                ["--no-settings-file", "--port", "0"], (services, _) => services.AddCrossCloudOps(configuration, TimerFunctions.All).AddSingleton<IConfiguration>(configuration), output, errors)
            .WaitAsync(TimeSpan.FromMinutes(1));
        return (code, errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
