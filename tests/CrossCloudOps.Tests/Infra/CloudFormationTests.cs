using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace CrossCloudOps.Tests.Infra;

public sealed class CloudFormationTests
{
    [Fact]
    public void Each_template_is_read() => CloudFormationFile.All.Select(static t => t.Name).ShouldBe(
        ["access.yaml", "large-body-bucket.yaml", "log-firehose.yaml", "pulse-bucket.yaml", "webhook-queue.yaml"]);

    [Fact]
    public void Each_name_leads_somewhere_and_each_parameter_is_used() => CloudFormationFile.All.SelectMany(static t => t.Faults()).ShouldBeEmpty();

    [Fact]
    public void A_name_that_leads_nowhere_is_found()
    {
        var template = CloudFormationFile.Parse("test.yaml", """
            Parameters:
              Unused: { Type: String }
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Condition: Wanted
                DependsOn: Before
                Properties:
                  QueueName: !Sub ${Name}-${AWS::Region}
                  KmsMasterKeyId: !GetAtt Key.Arn
                  Tags: !If [HasTags, !Ref Tags, !Ref AWS::NoValue]
            """);

        template.Faults().ShouldBe(
            [
                "test.yaml: there is no Wanted", "test.yaml: there is no Before", "test.yaml: there is no Name", "test.yaml: there is no Key",
                "test.yaml: there is no HasTags", "test.yaml: there is no Tags", "test.yaml: nobody uses Unused",
            ]);
    }

    [Fact]
    public void Each_template_parameter_and_output_is_described() => CloudFormationFile.All
        .SelectMany(static t => t.Section("Parameters").Concat(t.Section("Outputs")).Where(static p => !p.Value.Children.ContainsKey("Description")).Select(p => $"{t.Name}: {p.Key}"))
        .Concat(CloudFormationFile.All.Where(static t => !t.Root.Children.ContainsKey("Description")).Select(static t => t.Name))
        .ShouldBeEmpty();

    [Theory]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("AWS::SQS::Queue")]
    public void What_holds_data_outlives_its_stack(string type)
    {
        var resources = CloudFormationFile.All.SelectMany(static t => t.Section("Resources").Values).Where(r => Text(r, "Type") == type).ToList();

        resources.ShouldNotBeEmpty();
        resources.ShouldAllBe(static r => Text(r, "DeletionPolicy") == "Retain" && Text(r, "UpdateReplacePolicy") == "Retain");
    }

    [Fact]
    public void Each_bucket_is_closed_to_the_public_and_to_connections_without_TLS()
    {
        var templates = CloudFormationFile.All.Where(static t => t.Section("Resources").Values.Any(static r => Text(r, "Type") == "AWS::S3::Bucket")).ToList();

        templates.Count.ShouldBe(3);
        foreach (var resources in templates.Select(static t => t.Section("Resources").Values.ToList()))
        {
            var bucket = Child(resources.Single(static r => Text(r, "Type") == "AWS::S3::Bucket"), "Properties");
            Child(bucket, "PublicAccessBlockConfiguration").Children.Values.Select(static v => ((YamlScalarNode)v).Value).ShouldBe(["true", "true", "true", "true"]);
            bucket.Children.Keys.Select(static k => k.ToString()).ShouldContain("BucketEncryption");
            resources.Single(static r => Text(r, "Type") == "AWS::S3::BucketPolicy").ToString().ShouldContain("aws:SecureTransport");
        }
    }

    /// <summary>The text is filled in by CloudFormation, so it must be JSON with any value that its parameters allow.</summary>
    [Fact]
    public void The_role_is_for_one_identity_of_one_tenant_and_its_audience()
    {
        var access = CloudFormationFile.All.Single(static t => t.Name == "access.yaml");
        var sub = (YamlSequenceNode)Child(access.Section("Resources")["Role"], "Properties").Children["AssumeRolePolicyDocument"];
        var json = ((YamlScalarNode)sub.Children[0]).Value!
            .Replace("${TenantId}", "t", StringComparison.Ordinal).Replace("${Audience}", "api://a", StringComparison.Ordinal)
            .Replace("${PrincipalObjectId}", "p", StringComparison.Ordinal).Replace("${ProviderArn}", "arn", StringComparison.Ordinal);

        var statement = JsonElement.Parse(json).GetProperty("Statement").EnumerateArray().ShouldHaveSingleItem();
        statement.GetProperty("Action").GetString().ShouldBe("sts:AssumeRoleWithWebIdentity");
        statement.GetProperty("Principal").GetRawText().ShouldBe("""{ "Federated": "arn" }""");
        statement.GetProperty("Condition").GetProperty("StringEquals").EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetString()).ShouldBe(
            new Dictionary<string, string?> { ["sts.windows.net/t/:aud"] = "api://a", ["sts.windows.net/t/:sub"] = "p" });
        Text(Child(access.Section("Resources")["Provider"], "Properties"), "Url").ShouldBe("https://sts.windows.net/${TenantId}/");
    }

    private static YamlMappingNode Child(YamlMappingNode node, string name) => (YamlMappingNode)node.Children[name];

    private static string? Text(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out var child) ? ((YamlScalarNode)child).Value : null;
}
