using System.Text.Json.Nodes;

namespace CrossCloudOps.Tests.Access;

/// <summary>The template's own sense, with few and with many of its parameters; and that its reader guesses nothing.</summary>
public sealed class CloudFormationTemplateTests
{
    private static readonly Dictionary<string, string> Least = new()
    {
        ["TenantId"] = "72f988bf-86f1-41af-91ab-2d7cd011db47",
        ["Audience"] = "api://crosscloudops",
        ["PrincipalObjectId"] = "4f1b2d6e-9a37-4c55-8c1e-0f6a2b7d9e10",
    };

    [Fact]
    public void Without_features_there_are_no_rights()
    {
        var stack = CloudFormationTemplate.Access.With(Least);

        stack.Policy.Grants.ShouldBeEmpty();
        stack.Output("RoleArn").ShouldBe("arn:aws:iam::000000000000:role/CrossCloudOps");
    }

    [Fact]
    public void One_feature_has_its_own_rights_alone()
    {
        var policy = CloudFormationTemplate.Access.With(new Dictionary<string, string>(Least)
        {
            ["PulseBucketArn"] = "arn:aws:s3:::pulses",
            ["PulsePrefix"] = "in/",
            ["EchoPrefix"] = "out/",
        }).Policy;

        policy.Grants.Select(static grant => $"{grant.Action} {grant.Resource}").ShouldBe(
            ["s3:ListBucket arn:aws:s3:::pulses", "s3:GetObject arn:aws:s3:::pulses/in/*", "s3:PutObject arn:aws:s3:::pulses/out/*"]);
    }

    [Fact]
    public void The_role_is_for_one_identity_of_one_tenant()
    {
        var trust = JsonNode.Parse(CloudFormationTemplate.Access.With(Least).TrustPolicy)!["Statement"]!.AsArray().ShouldHaveSingleItem()!;

        trust["Principal"]!["Federated"]!.GetValue<string>().ShouldBe($"arn:aws:iam::000000000000:oidc-provider/sts.windows.net/{Least["TenantId"]}/");
        trust["Condition"]!["StringEquals"]!.AsObject().Select(static pair => (pair.Key, pair.Value!.GetValue<string>())).ShouldBe(
        [
            ($"sts.windows.net/{Least["TenantId"]}/:aud", Least["Audience"]),
            ($"sts.windows.net/{Least["TenantId"]}/:sub", Least["PrincipalObjectId"]),
        ]);
    }

    [Theory]
    [InlineData("TenantId", "contoso")]
    [InlineData("LogGroupPrefixes", "yes")]
    [InlineData("Unheard", "of")]
    public void A_value_that_CloudFormation_would_not_take_is_an_error(string parameter, string value) =>
        Should.Throw<ArgumentException>(() => CloudFormationTemplate.Access.With(new Dictionary<string, string>(Least) { [parameter] = value })).Message.ShouldContain(parameter);

    [Theory]
    [InlineData("!Cidr [a, b, c]", "Cidr")]
    [InlineData("{ 'Fn::If': [a, b, c] }", "Fn::If")]
    [InlineData("!GetAtt Role.RoleId", "Role.RoleId")]
    [InlineData("!Ref Queue", "AWS::SQS::Queue")]
    public void What_its_reader_does_not_know_is_an_error(string value, string named) =>
        Should.Throw<NotSupportedException>(() => Stack($"Outputs: {{ It: {{ Value: {value} }} }}").Output("It")).Message.ShouldContain(named);

    [Theory]
    [InlineData("!Select [1, [a, b, c]]", "b")]
    [InlineData("!Sub '${!Kept} ${AWS::Region} ${Role} ${Role.Arn}'", "${Kept} eu-central-1 ops arn:aws:iam::000000000000:role/ops")]
    [InlineData("!Sub ['${One}-${AWS::Partition}', { One: !Join ['/', [a, b]] }]", "a/b-aws")]
    [InlineData("!If [Both, yes, no]", "no")]
    [InlineData("!If [Either, yes, no]", "yes")]
    public void Functions(string value, string worked) => Stack($"Outputs: {{ It: {{ Value: {value} }} }}").Output("It").ShouldBe(worked);

    private static CloudFormationStack Stack(string outputs) => CloudFormationTemplate.Read(
        $$"""
        Conditions:
          Never: !Equals [a, b]
          Always: !Not [!Condition Never]
          Both: !And [!Condition Always, !Condition Never]
          Either: !Or [Condition: Never, !Condition Always]
        Resources:
          Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: ops } }
          Queue: { Type: 'AWS::SQS::Queue', Properties: {} }
        {{outputs}}
        """).With(new Dictionary<string, string>());
}
