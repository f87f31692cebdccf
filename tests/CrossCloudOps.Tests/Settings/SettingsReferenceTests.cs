using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using CrossCloudOps.Functions;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Settings;

/// <summary>docs/settings.md, against the classes that settings are bound to and the defaults of schedules.</summary>
public sealed partial class SettingsReferenceTests
{
    private const string Any = "*";

    private static readonly string[] Lines = File.ReadAllLines(SourceTree.Path("docs", "settings.md"));

    private static Dictionary<string, Type> Sections { get; } = typeof(SlackOptions).Assembly.GetTypes()
        .Where(static type => type.GetField("Section") is { IsLiteral: true } && type != typeof(HostAccount))
        .ToDictionary(static type => (string)type.GetField("Section")!.GetRawConstantValue()!);

    [Fact]
    public void Every_setting_stands_in_the_reference_once_and_no_other()
    {
        var told = Told().Where(static name => Sections.ContainsKey(name.Split("__")[0])).ToList();
        var bound = Sections.SelectMany(static s => Leaves(s.Value, s.Key)).Select(List).ToList();

        bound.Except(told).ShouldBeEmpty("bound, and not told");
        told.Except(bound).ShouldBeEmpty("told, and not bound");
        told.ShouldBeUnique();
    }

    [Fact]
    public void Every_schedule_stands_there_with_its_default() =>
        Lines.Select(static line => Schedule().Match(line)).Where(static row => row.Success).ToDictionary(static row => row.Groups["name"].Value, static row => row.Groups["cron"].Value)
            .ShouldBe(TimerFunctions.DefaultSchedules, ignoreOrder: true);

    /// <summary>The names in the first column; those that begin with dots or underscores go on from the one before.</summary>
    private static IEnumerable<string> Told()
    {
        var root = "";
        foreach (var cell in Lines.Select(static line => Row().Match(line)).Where(static row => row.Success).Select(static row => row.Groups["cell"].Value))
        {
            var first = "";
            foreach (var written in Name().Matches(cell).Select(static m => m.Groups["name"].Value))
            {
                var rest = written.TrimStart('…');
                var full = rest.StartsWith("__", StringComparison.Ordinal) ? $"{(first.Length > 0 ? Above(first) : root)}{rest}" : rest;
                first = first.Length > 0 ? first : full;
                root = rest.StartsWith("__", StringComparison.Ordinal) ? root : Above(full);
                yield return List(Index().Replace(full, Any));
            }
        }
    }

    /// <summary>A list of texts may also be one text, with commas: then its name stands there without a number.</summary>
    private static string List(string name) => name.EndsWith($"__{Any}", StringComparison.Ordinal) ? Above(name) : name;

    private static string Above(string name) => name.LastIndexOf("__", StringComparison.Ordinal) is >= 0 and var at ? name[..at] : "";

    private static IEnumerable<string> Leaves(Type type, string path)
    {
        if (type == typeof(string) || type.IsValueType)
        {
            return [path];
        }

        if (typeof(IEnumerable).IsAssignableFrom(type))
        {
            return Leaves(type.GetGenericArguments()[^1], $"{path}__{Any}");
        }

        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => IsBound(property, property.PropertyType))
            .SelectMany(property => Leaves(property.PropertyType, $"{path}__{property.Name}"));
    }

    /// <summary>What is filled and not replaced needs no setter; the host's account is not ours to name.</summary>
    private static bool IsBound(PropertyInfo property, Type type) =>
        type != typeof(HostAccount) && (property.CanWrite || (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)) || (type.IsClass && type.Assembly == typeof(SlackOptions).Assembly));

    [GeneratedRegex(@"^\| (?<cell>`[^|]+) \| ")]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<=__)([0-9]+|<[A-Za-z]+>)(?=__|$)")]
    private static partial Regex Index();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z]+Schedule)` \| `(?<cron>[^`]+)` \|$")]
    private static partial Regex Schedule();
}
