using System.Text.RegularExpressions;
using CrossCloudOps.Tests.Drivers;
using YamlDotNet.RepresentationModel;

namespace CrossCloudOps.Tests.Infra;

/// <summary>A CloudFormation template, and what in it names something else of it.</summary>
internal sealed partial record CloudFormationFile(string Name, YamlMappingNode Root)
{
    /// <summary>Makes no attribute and no parameter, and is always there. <see href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html"/></summary>
    private static readonly string[] Pseudo = ["AWS::AccountId", "AWS::NoValue", "AWS::Partition", "AWS::Region"];

    public static IReadOnlyList<CloudFormationFile> All { get; } =
    [
        .. Directory.EnumerateFiles(SourceTree.Path("infra", "aws"), "*.yaml").Order(StringComparer.Ordinal).Select(static p => Parse(Path.GetFileName(p), File.ReadAllText(p))),
    ];

    public static CloudFormationFile Parse(string name, string text)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(text);
        yaml.Load(reader);
        return new(name, (YamlMappingNode)yaml.Documents.Single().RootNode);
    }

    public IReadOnlyDictionary<string, YamlMappingNode> Section(string name) => Root.Children.TryGetValue(name, out var section)
        ? ((YamlMappingNode)section).Children.ToDictionary(static c => ((YamlScalarNode)c.Key).Value!, static c => c.Value as YamlMappingNode ?? new YamlMappingNode { { "is", c.Value } })
        : new Dictionary<string, YamlMappingNode>();

    /// <summary>Names that lead nowhere, and parameters and conditions that nobody names.</summary>
    public IEnumerable<string> Faults()
    {
        var values = Section("Parameters").Keys.Concat(Section("Resources").Keys).Concat(Pseudo).ToHashSet();
        var references = References(Root, []).ToList();
        foreach (var (_, to) in references.Where(r => !r.IsCondition && !values.Contains(r.To) || r.IsCondition && !Section("Conditions").ContainsKey(r.To)))
        {
            yield return $"{Name}: there is no {to}";
        }

        foreach (var name in Section("Parameters").Keys.Concat(Section("Conditions").Keys).Except(references.Select(static r => r.To)))
        {
            yield return $"{Name}: nobody uses {name}";
        }
    }

    private static IEnumerable<(bool IsCondition, string To)> References(YamlNode node, string[] own) => (node.Tag.IsEmpty ? "" : node.Tag.Value, node) switch
    {
        ("!Ref", YamlScalarNode { Value: { } to }) => [(false, to)],
        ("!GetAtt", YamlScalarNode { Value: { } to }) => [(false, to.Split('.')[0])],
        ("!Sub", YamlScalarNode { Value: { } text }) => Inserted(text, own),
        ("!Sub", YamlSequenceNode { Children: [YamlScalarNode { Value: { } text }, YamlMappingNode map] }) =>
            [.. Inserted(text, [.. map.Children.Keys.Select(static k => ((YamlScalarNode)k).Value!)]), .. References(map, own)],
        ("!If", YamlSequenceNode { Children: [YamlScalarNode { Value: { } condition }, var yes, var no] }) => [(true, condition), .. References(yes, own), .. References(no, own)],
        (_, YamlSequenceNode list) => list.Children.SelectMany(c => References(c, own)),
        (_, YamlMappingNode map) => map.Children.SelectMany(c => ReferencesOf(((YamlScalarNode)c.Key).Value!, c.Value, own)),
        _ => [],
    };

    /// <summary>A policy has conditions of its own, which are no names.</summary>
    private static IEnumerable<(bool IsCondition, string To)> ReferencesOf(string key, YamlNode value, string[] own) => (key, value) switch
    {
        ("Condition", YamlScalarNode { Value: { } condition }) => [(true, condition)],
        ("DependsOn", YamlScalarNode { Value: { } resource }) => [(false, resource)],
        _ => References(value, own),
    };

    private static IEnumerable<(bool IsCondition, string To)> Inserted(string text, string[] own) =>
        Insert().Matches(text).Select(static m => m.Groups[1].Value.Split('.')[0]).Except(own).Select(static to => (false, to));

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Insert();
}
