using System.Text.RegularExpressions;

namespace CrossCloudOps.Tests.Infra;

/// <summary>The app settings that the Bicep gives an app, with the example's parameters, and what Azure itself would put in for the rest.</summary>
internal sealed partial class BicepDeployment
{
    /// <summary>What Azure says only while it deploys.</summary>
    private static readonly Dictionary<string, string> Azure = new()
    {
        ["blobEndpoint"] = "https://account.blob.core.windows.net/",
        ["identityClientId"] = "11111111-2222-3333-4444-555555555555",
        ["insights.properties.ConnectionString"] = "InstrumentationKey=00000000-0000-0000-0000-000000000000",
    };

    private readonly Dictionary<string, string> _values = new(Azure);

    private BicepDeployment()
    {
        foreach (var parameter in BicepFile.Main.OfKind("param").Concat(BicepFile.Example.OfKind("param")).Where(static p => p.Value is BicepText))
        {
            _values[parameter.Name] = ((BicepText)parameter.Value!).Text.Trim('\'');
        }
    }

    /// <summary>The names of what <c>union(…)</c> puts together, later ones first in weight.</summary>
    public static IReadOnlyList<string> Parts { get; } =
    [
        .. Union().Match(((BicepText)BicepFile.App.The("resource", "appSettings").Value!["properties"]).Text).Groups[1].Value.Split(", "),
    ];

    public static IReadOnlyDictionary<string, string> Schedules { get; } = new BicepDeployment().Evaluate("schedules");

    public static IReadOnlyDictionary<string, string> Fixed { get; } = new BicepDeployment().Evaluate("fixed");

    /// <summary>The example's further settings, and the names of those that are secret.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = Literals(BicepFile.Example.The("param", "settings").Value!);

    public static IReadOnlyDictionary<string, string> Secrets { get; } = Literals(BicepFile.Example.The("param", "secrets").Value!);

    /// <summary>By a feature's section, the timer functions that do not run without it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> TimersOfFeatures { get; } =
        ((BicepObject)BicepFile.App.The("var", "timersOfFeatures").Value!).Entries.ToDictionary(
            static e => e.Name, static IReadOnlyList<string> (e) => [.. ((BicepArray)e.Value).Items.Select(static i => ((BicepText)i).Text.Trim('\''))]);

    private static Dictionary<string, string> Literals(BicepValue value) =>
        ((BicepObject)value).Entries.ToDictionary(static e => e.Name, static e => ((BicepText)e.Value).Text.Trim('\''));

    private Dictionary<string, string> Evaluate(string variable) =>
        ((BicepObject)BicepFile.App.The("var", variable).Value!).Entries.ToDictionary(static e => e.Name, e => Evaluate((BicepText)e.Value));

    private string Evaluate(BicepText value) => value.Text switch
    {
        ['\'', .. var text, '\''] => Insert().Replace(text, m => Value(m.Groups[1].Value)),
        var text when AsText().Match(text) is { Success: true } match => Value(match.Groups[1].Value),
        var name => Value(name),
    };

    private string Value(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new FormatException($"The tests do not know what '{name}' will be.");

    [GeneratedRegex(@"^union\((.*)\)$")]
    private static partial Regex Union();

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Insert();

    [GeneratedRegex(@"^string\((\w+)\)$")]
    private static partial Regex AsText();
}
