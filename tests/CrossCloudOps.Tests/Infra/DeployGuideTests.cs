using System.Text.RegularExpressions;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Infra;

/// <summary>What the guide names in the templates is there.</summary>
public sealed partial class DeployGuideTests
{
    private static readonly string Guide = File.ReadAllText(SourceTree.Path("docs", "deploy.md"));

    [Fact]
    public void Each_output_of_the_Azure_deployment_that_the_guide_takes_is_one()
    {
        var taken = Output().Matches(Guide).Select(static m => m.Groups[1].Value).Distinct().ToList();

        taken.Count.ShouldBeGreaterThan(3);
        taken.ShouldBeSubsetOf(BicepFile.Main.OfKind("output").Select(static o => o.Name));
    }

    [Fact]
    public void Each_parameter_of_the_Azure_deployment_that_the_guide_names_is_one() =>
        new[] { "awsRegion", "awsRoleArn", "awsAudience", "alwaysReadyHttp", "alertEmail", "settings", "secrets", "slackOperators" }
            .Where(static name => !Guide.Contains($"`{name}", StringComparison.Ordinal) || BicepFile.Main.OfKind("param").All(p => p.Name != name)).ShouldBeEmpty();

    [Fact]
    public void Each_stack_is_made_of_a_template_with_parameters_that_it_has_and_all_that_it_needs()
    {
        var stacks = Stacks();

        stacks.Values.Select(static s => s.Template.Name).ShouldBe(CloudFormationFile.All.Select(static t => t.Name), ignoreOrder: true);
        foreach (var (template, given) in stacks.Values)
        {
            var parameters = template.Section("Parameters");
            given.ShouldBeSubsetOf(parameters.Keys);
            parameters.Where(static p => !p.Value.Children.ContainsKey("Default")).Select(static p => p.Key).ShouldBeSubsetOf(given);
        }
    }

    [Fact]
    public void Each_output_of_a_stack_that_the_guide_takes_is_one()
    {
        var stacks = Stacks();
        var taken = Result().Matches(Guide).Select(static m => (Stack: m.Groups[1].Value, Output: m.Groups[2].Value)).ToList();

        taken.Count.ShouldBeGreaterThan(8);
        taken.Where(t => !stacks[t.Stack].Template.Section("Outputs").ContainsKey(t.Output)).ShouldBeEmpty();
    }

    [Fact]
    public void The_secrets_that_the_guide_asks_for_are_those_of_the_example() =>
        Secret().Matches(Guide).Select(static m => m.Groups[1].Value).Distinct().ShouldBe(BicepDeployment.Secrets.Values, ignoreOrder: true);

    private static Dictionary<string, (CloudFormationFile Template, IReadOnlyList<string> Given)> Stacks() => Stack().Matches(Guide.Replace("\\\n", " ", StringComparison.Ordinal)).ToDictionary(
        static m => m.Groups[1].Value,
        static m => (CloudFormationFile.All.Single(t => t.Name == $"{m.Groups[2].Value}.yaml"), (IReadOnlyList<string>)[.. Given().Matches(m.Groups[3].Value).Select(static g => g.Groups[1].Value)]));

    [GeneratedRegex(@"(?:\$\(|`)output (\w+)")]
    private static partial Regex Output();

    [GeneratedRegex(@"^stack (\w+) ([a-z-]+) --parameter-overrides (.*)$", RegexOptions.Multiline)]
    private static partial Regex Stack();

    [GeneratedRegex(@"(?:^| )(\w+)=")]
    private static partial Regex Given();

    [GeneratedRegex(@"\bresult (\w+) (\w+)")]
    private static partial Regex Result();

    [GeneratedRegex(@"^secret ([a-z-]+)$", RegexOptions.Multiline)]
    private static partial Regex Secret();
}
