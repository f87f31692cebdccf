using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CrossCloudOps.Tests.Access;

/// <summary>
/// Works out the values of a template. What it does not know is an exception, never a guess.
/// <see href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html"/>
/// </summary>
internal sealed partial class TemplateValues(IReadOnlyDictionary<string, JsonNode> parameters, YamlMappingNode conditions, YamlMappingNode resources)
{
    public const string Region = "eu-central-1";
    public const string AccountId = "000000000000";
    private const string NoValue = "AWS::NoValue";

    private static readonly Dictionary<string, string> Pseudo = new()
    {
        ["AWS::AccountId"] = AccountId,
        ["AWS::Partition"] = "aws",
        ["AWS::Region"] = Region,
        ["AWS::URLSuffix"] = "amazonaws.com",
    };

    /// <summary>Null where a value is left out.</summary>
    public JsonNode? Of(YamlNode node) => node switch
    {
        _ when node.Function() is { } function => Call(function, node),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value ?? ""),
        YamlSequenceNode list => new JsonArray([.. list.Select(Of).OfType<JsonNode>()]),
        YamlMappingNode map => Object(map),
        _ => throw new NotSupportedException($"{node} is not known here."),
    };

    public bool Holds(string condition) => Truth(conditions.Find(condition) ?? throw new ArgumentException($"There is no condition {condition}."));

    /// <summary>What <c>!Ref</c> gives for a resource.</summary>
    public string ReferenceTo(string resource)
    {
        var body = resources.Find(resource) as YamlMappingNode ?? throw new ArgumentException($"There is no resource or parameter {resource}.");
        return body.Find("Type")!.Text() switch
        {
            "AWS::IAM::Role" => Text(body, "RoleName"),
            "AWS::IAM::OIDCProvider" => $"arn:aws:iam::{AccountId}:oidc-provider/{Text(body, "Url")["https://".Length..]}",
            var other => throw new NotSupportedException($"A reference to a {other} is not known here."),
        };
    }

    private JsonObject Object(YamlMappingNode map)
    {
        var result = new JsonObject();
        foreach (var (key, node) in map.Children)
        {
            var name = key.Text();
            if (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal))
            {
                throw new NotSupportedException($"The long form {name} is not known here.");
            }

            if (Of(node) is { } value)
            {
                result[name] = value;
            }
        }

        return result;
    }

    private JsonNode? Call(string function, YamlNode node) => function switch
    {
        "Ref" => Reference(node.Text()),
        "GetAtt" => JsonValue.Create(Attribute(node.Text())),
        "Sub" => JsonValue.Create(Substitute(node)),
        "Join" => JsonValue.Create(string.Join(Arguments(node)[0].Text(), Texts(Arguments(node)[1]))),
        "Select" => JsonValue.Create(Texts(Arguments(node)[1])[int.Parse(Arguments(node)[0].Text(), CultureInfo.InvariantCulture)]),
        "If" => Of(Arguments(node)[Holds(Arguments(node)[0].Text()) ? 1 : 2]),
        _ => throw new NotSupportedException($"The function {function} is not known here."),
    };

    private bool Truth(YamlNode node) => node.Function() switch
    {
        "Condition" => Holds(node.Text()),
        null when node is YamlMappingNode { Children.Count: 1 } map && map.Find("Condition") is { } name => Holds(name.Text()),
        "Equals" => JsonNode.DeepEquals(Of(Arguments(node)[0]), Of(Arguments(node)[1])),
        "Not" => !Truth(Arguments(node).Single()),
        "And" => Arguments(node).All(Truth),
        "Or" => Arguments(node).Any(Truth),
        _ => throw new NotSupportedException($"The condition {node} is not known here."),
    };

    private JsonNode? Reference(string name) =>
        name == NoValue ? null
        : parameters.TryGetValue(name, out var parameter) ? parameter.DeepClone()
        : JsonValue.Create(Pseudo.GetValueOrDefault(name) ?? ReferenceTo(name));

    private string Attribute(string path) => path.Split('.') switch
    {
        [var role, "Arn"] when resources.Find(role) is YamlMappingNode body && body.Find("Type")!.Text() == "AWS::IAM::Role" =>
            $"arn:aws:iam::{AccountId}:role/{Text(body, "RoleName")}",
        _ => throw new NotSupportedException($"The attribute {path} is not known here."),
    };

    private string Substitute(YamlNode node)
    {
        var (text, given) = node is YamlSequenceNode list ? (list[0].Text(), (YamlMappingNode)list[1]) : (node.Text(), []);
        return Placeholder().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            return name.StartsWith('!') ? $"${{{name[1..]}}}"
                : given.Find(name) is { } own ? Of(own)!.GetValue<string>()
                : name.Contains('.', StringComparison.Ordinal) ? Attribute(name)
                : Reference(name)!.GetValue<string>();
        });
    }

    private string Text(YamlMappingNode resource, string property) => Of(((YamlMappingNode)resource.Find("Properties")!).Find(property)!)!.GetValue<string>();

    private IReadOnlyList<string> Texts(YamlNode node) => [.. Of(node)!.AsArray().Select(static one => one!.GetValue<string>())];

    private static IList<YamlNode> Arguments(YamlNode node) => ((YamlSequenceNode)node).Children;

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
