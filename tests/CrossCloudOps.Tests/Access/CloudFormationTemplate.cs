using System.Text.Json.Nodes;
using CrossCloudOps.Tests.Drivers;
using YamlDotNet.RepresentationModel;

namespace CrossCloudOps.Tests.Access;

/// <summary>A template as it is written, to be filled in with parameters.</summary>
internal sealed class CloudFormationTemplate
{
    private static readonly string[] Sections = ["AWSTemplateFormatVersion", "Description", "Parameters", "Conditions", "Resources", "Outputs"];

    private readonly YamlMappingNode _root;

    private CloudFormationTemplate(YamlMappingNode root) => _root = root;

    /// <summary>The one that gives the app its role.</summary>
    public static CloudFormationTemplate Access { get; } = Read(File.ReadAllText(SourceTree.Path("infra", "aws", "access.yaml")));

    /// <exception cref="NotSupportedException">It has what is not evaluated here.</exception>
    public static CloudFormationTemplate Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var root = (YamlMappingNode)stream.Documents.Single().RootNode;
        return root.Children.Keys.Select(static key => key.Text()).Except(Sections).FirstOrDefault() is { } unknown
            ? throw new NotSupportedException($"The section {unknown} is not known here.")
            : new CloudFormationTemplate(root);
    }

    /// <summary>The stack that it would make; parameters with a default may be left out.</summary>
    public CloudFormationStack With(IReadOnlyDictionary<string, string> parameters) => new(
        TemplateParameters.Of(Section("Parameters"), parameters), Section("Conditions"), Section("Resources"), Section("Outputs"));

    private YamlMappingNode Section(string name) => _root.Find(name) as YamlMappingNode ?? [];
}

internal static class YamlReading
{
    public static string Text(this YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    public static YamlNode? Find(this YamlMappingNode node, string name) => node.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found : null;

    /// <summary>The name of a function of CloudFormation in its short form; null for plain values.</summary>
    public static string? Function(this YamlNode node) =>
        node.Tag is { IsEmpty: false, IsNonSpecific: false } tag && tag.Value.StartsWith('!') ? tag.Value[1..] : null;

    public static JsonArray ToJson(this IEnumerable<string> texts) => [.. texts.Select(static text => JsonValue.Create(text))];
}
