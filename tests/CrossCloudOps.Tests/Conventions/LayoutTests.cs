using System.Reflection;
using System.Text.RegularExpressions;
using CrossCloudOps.Functions;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Conventions;

/// <summary>Who may know whom, how long a file may be, and what the app shows to the outside.</summary>
public sealed partial class LayoutTests
{
    private const int LongestFile = 300;

    private static readonly string[] Features = ["DeadLetters", "Webhooks", "Logs", "Heartbeats", "Status"];
    private static readonly string[] Platform = ["Aws", "Outbound", "Pages", "Problems", "Slack", "Storage", "Telemetry"];

    [Fact]
    public void Every_folder_is_a_feature_or_a_platform_folder() =>
        Directory.GetDirectories(SourceTree.Path("src", "CrossCloudOps")).Select(Path.GetFileName).Except(["bin", "obj"])
            .ShouldBeSubsetOf([.. Features, .. Platform]);

    [Fact]
    public void A_platform_folder_never_names_a_feature() =>
        Platform.SelectMany(static folder => Mentions(folder, Features)).ShouldBeEmpty();

    [Fact]
    public void A_feature_never_uses_another_feature() =>
        Features.SelectMany(static folder => Mentions(folder, Features.Except([folder]))).ShouldBeEmpty();

    [Fact]
    public void Every_source_file_stays_within_300_lines() =>
        SourceTree.Sources("src").Where(static f => !IsGenerated(f)).Where(static f => File.ReadLines(f).Count() > LongestFile)
            .Select(static f => Path.GetRelativePath(SourceTree.Root, f)).ShouldBeEmpty();

    [Fact]
    public async Task Every_action_has_an_id_of_its_own_that_an_element_carries_or_is_a_command()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var actions = app.Services.GetServices<ISlackAction>().ToList();
        var sources = string.Concat(SourceTree.Sources("src", "CrossCloudOps").Select(File.ReadAllText));

        actions.Select(static a => a.ActionId).ShouldBeUnique();
        actions.Where(a => a is not ISlackCommand && !sources.Contains($"({a.GetType().Name}.Id,", StringComparison.Ordinal)).Select(static a => a.ActionId).ShouldBeEmpty();
        typeof(ISlackAction).Assembly.GetTypes().Where(static t => t is { IsInterface: false } && typeof(ISlackAction).IsAssignableFrom(t))
            .ShouldBe(actions.Select(static a => a.GetType()), ignoreOrder: true);
    }

    [Fact]
    public void Functions_routes_and_schedules_are_those_that_were_approved() => Approved.ShouldBe("Functions.txt", string.Join('\n', Functions().Order(StringComparer.Ordinal)));

    /// <summary>The others prove in their own way who asks, or tell nothing.</summary>
    [Fact]
    public void What_tells_how_all_stands_wants_the_function_key() =>
        Functions().Where(static f => f.Contains(": get ", StringComparison.Ordinal) && !f.StartsWith("Health:", StringComparison.Ordinal)).ShouldAllBe(static f => f.EndsWith(", Function", StringComparison.Ordinal));

    private static IEnumerable<string> Functions()
    {
        foreach (var method in typeof(TimerFunctions).Assembly.GetTypes().SelectMany(static t => t.GetMethods()))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { Name: var name })
            {
                continue;
            }

            foreach (var parameter in method.GetParameters())
            {
                if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer)
                {
                    yield return $"{name}: timer {timer.Schedule}, by default {TimerFunctions.DefaultSchedules[timer.Schedule.Trim('%')]}";
                }
                else if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is { } http)
                {
                    yield return $"{name}: {string.Join(", ", http.Methods ?? ["any method"])} /api/{http.Route}, {http.AuthLevel}";
                }
            }
        }
    }

    /// <summary>Where the files of a folder use one of the others: <c>using</c>, or a name that begins with it.</summary>
    private static IEnumerable<string> Mentions(string folder, IEnumerable<string> others)
    {
        if (!Directory.Exists(SourceTree.Path("src", "CrossCloudOps", folder)))
        {
            yield break;
        }

        foreach (var file in SourceTree.Sources("src", "CrossCloudOps", folder))
        {
            var code = Comment().Replace(File.ReadAllText(file), "");
            foreach (var other in others.Where(other => Regex.IsMatch(code, $@"CrossCloudOps\.{other}\b|(?<![.\w""]){other}\.[A-Z]")))
            {
                yield return $"{folder}/{Path.GetFileName(file)} names {other}";
            }
        }
    }

    private static bool IsGenerated(string file) => file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
