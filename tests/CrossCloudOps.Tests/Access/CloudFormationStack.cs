using System.Text.Json.Nodes;
using CrossCloudOps.Emulators.Aws.Iam;
using YamlDotNet.RepresentationModel;

namespace CrossCloudOps.Tests.Access;

/// <summary>What a template makes with certain parameters, as far as IAM is concerned.</summary>
internal sealed class CloudFormationStack
{
    private const string Nothing = """{ "Version": "2012-10-17", "Statement": [] }""";

    private readonly TemplateValues _values;
    private readonly YamlMappingNode _resources;
    private readonly YamlMappingNode _outputs;

    public CloudFormationStack(IReadOnlyDictionary<string, JsonNode> parameters, YamlMappingNode conditions, YamlMappingNode resources, YamlMappingNode outputs)
    {
        _values = new TemplateValues(parameters, conditions, resources);
        _resources = resources;
        _outputs = outputs;
    }

    /// <summary>The JSON of the policy that the only role has; one without statements if it has none.</summary>
    public string RolePolicy
    {
        get
        {
            var role = Of("AWS::IAM::Role").ShouldHaveSingleItem();
            role.Properties.Children.Keys.Select(static key => key.Text()).ShouldNotContain("ManagedPolicyArns", "Those are not known here.");
            role.Properties.Children.Keys.Select(static key => key.Text()).ShouldNotContain("Policies", "Those are not known here.");
            var policies = Of("AWS::IAM::Policy");
            policies.Count.ShouldBeLessThan(2, "Only one policy is known here.");
            foreach (var (_, properties) in policies)
            {
                _values.Of(properties.Find("Roles")!)!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe(_values.ReferenceTo(role.Name));
            }

            return policies is [var only] ? _values.Of(only.Properties.Find("PolicyDocument")!)!.ToJsonString() : Nothing;
        }
    }

    /// <summary>The JSON of who may take the role.</summary>
    public string TrustPolicy => _values.Of(Of("AWS::IAM::Role").ShouldHaveSingleItem().Properties.Find("AssumeRolePolicyDocument")!)!.GetValue<string>();

    public IamPolicy Policy => IamPolicy.Parse(RolePolicy);

    public string Output(string name) => _values.Of(((YamlMappingNode)_outputs.Find(name)!).Find("Value")!)!.GetValue<string>();

    private IReadOnlyList<(string Name, YamlMappingNode Properties)> Of(string type) =>
    [
        .. from resource in _resources.Children
           let body = (YamlMappingNode)resource.Value
           where body.Find("Type")!.Text() == type && (body.Find("Condition") is not { } condition || _values.Holds(condition.Text()))
           select (resource.Key.Text(), (YamlMappingNode)body.Find("Properties")!),
    ];
}
