using CrossCloudOps.Emulators.Aws.Iam;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Policies as IAM evaluates them. <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html"/></summary>
public sealed class IamPolicyTests
{
    private const string Queue = "arn:aws:sqs:eu-central-1:000000000000:orders";

    [Theory]
    [InlineData("sqs:SendMessage", "sqs:SendMessage", true)]
    [InlineData("SQS:SENDMESSAGE", "sqs:SendMessage", true)]
    [InlineData("sqs:sendmessage", "sqs:SendMessage", true)]
    [InlineData("sqs:SendMessage", "sqs:SendMessageBatch", false)]
    [InlineData("sqs:Send*", "sqs:SendMessage", true)]
    [InlineData("sqs:*Message", "sqs:SendMessage", true)]
    [InlineData("sqs:?endMessage", "sqs:SendMessage", true)]
    [InlineData("sqs:SendMessage?", "sqs:SendMessage", false)]
    [InlineData("s3:*", "sqs:SendMessage", false)]
    [InlineData("*", "sqs:SendMessage", true)]
    public void Actions(string pattern, string action, bool allowed) => Allows(pattern, Queue, action, Queue).ShouldBe(allowed);

    [Theory]
    [InlineData(Queue, Queue, true)]
    [InlineData("arn:aws:sqs:eu-central-1:000000000000:Orders", Queue, false)]
    [InlineData("arn:aws:sqs:eu-central-1:000000000000:ord*", Queue, true)]
    [InlineData("arn:aws:sqs:eu-central-1:000000000000:ord?rs", Queue, true)]
    [InlineData("arn:aws:sqs:*:*:orders", Queue, true)]
    [InlineData("arn:aws:sqs:eu-?entral-1:000000000000:orders", Queue, true)]
    [InlineData("arn:aws:sqs:*l-1:000000000000:orders", Queue, true)]
    [InlineData("arn:aws:sqs:eu-*0:0:orders", "arn:aws:sqs:eu-central-1:00:0:orders", false)]
    [InlineData("arn:aws:s3:::pulses/pulse/*", "arn:aws:s3:::pulses/pulse/a/b.json", true)]
    [InlineData("arn:aws:s3:::pulses/pulse/*", "arn:aws:s3:::pulses/echo/a.json", false)]
    [InlineData("arn:aws:s3:::pulses", "arn:aws:s3:::pulses/a", false)]
    [InlineData("arn:aws:s3:::pulses/*", "arn:aws:s3:::pulses", false)]
    [InlineData("arn:aws:logs:eu-central-1:1:log-group:/aws/*:*", "arn:aws:logs:eu-central-1:1:log-group:/aws/lambda/x:log-stream:", true)]
    [InlineData("arn:aws:logs:eu-central-1:1:log-group:/aws/x", "arn:aws:logs:eu-central-1:1:log-group:/aws/x:log-stream:", false)]
    [InlineData("arn:aws:logs:eu-central-1:1:log-group:/aws/*", "arn:aws:logs:eu-central-1:1:log-group::log-stream:", false)]
    [InlineData("arn:aws:logs:eu-central-1:1:log-group:*", "arn:aws:logs:eu-central-1:1:log-group::log-stream:", true)]
    [InlineData("arn:aws:logs:eu-central-1:1:log-group:*x:s", "arn:aws:logs:eu-central-1:1:log-group:a:x:s", false)]
    [InlineData("*", Queue, true)]
    public void Resources(string pattern, string resource, bool allowed) => Allows("*", pattern, "sqs:SendMessage", resource).ShouldBe(allowed);

    [Theory]
    [InlineData("StringEquals", "pulse/", "pulse/", true)]
    [InlineData("StringEquals", "pulse/", "pulse/a", false)]
    [InlineData("StringEquals", "pulse/*", "pulse/a", false)]
    [InlineData("StringLike", "pulse/*", "pulse/a", true)]
    [InlineData("StringLike", "Pulse/*", "pulse/a", false)]
    [InlineData("StringEquals", "pulse/", null, false)]
    [InlineData("StringLike", "*", null, false)]
    public void Conditions(string operation, string value, string? prefix, bool allowed)
    {
        var policy = IamPolicy.Parse(Policy($$"""
            { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*", "Condition": { "{{operation}}": { "S3:Prefix": ["other", "{{value}}"] } } }
            """));
        var keys = prefix is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["s3:prefix"] = prefix };

        policy.Decide(new IamNeed("s3:ListBucket", "arn:aws:s3:::pulses") { Keys = keys }).Allowed.ShouldBe(allowed);
    }

    [Fact]
    public void Every_condition_of_a_statement_must_hold()
    {
        var policy = IamPolicy.Parse(Policy("""
            { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*", "Condition": { "StringEquals": { "s3:prefix": "a", "s3:delimiter": "/" } } }
            """));

        policy.Decide(new IamNeed("s3:ListBucket", "arn:aws:s3:::b") { Keys = new Dictionary<string, string> { ["s3:prefix"] = "a", ["s3:delimiter"] = "/" } }).Allowed.ShouldBeTrue();
        policy.Decide(new IamNeed("s3:ListBucket", "arn:aws:s3:::b") { Keys = new Dictionary<string, string> { ["s3:prefix"] = "a" } }).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void A_deny_wins_wherever_it_stands_and_the_first_allow_decides_else()
    {
        var policy = IamPolicy.Parse(Policy(
            """{ "Sid": "First", "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": ["*"] }""",
            """{ "Sid": "All", "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }""",
            $$"""{ "Sid": "No", "Effect": "Deny", "Action": "sqs:PurgeQueue", "Resource": "{{Queue}}" }"""));

        policy.Decide(new IamNeed("sqs:SendMessage", Queue)).ShouldBe((true, new IamGrant("First", "sqs:SendMessage", "*")));
        policy.Decide(new IamNeed("sqs:ReceiveMessage", Queue)).ShouldBe((true, new IamGrant("All", "sqs:*", "*")));
        policy.Decide(new IamNeed("sqs:PurgeQueue", Queue)).ShouldBe((false, new IamGrant("No", "sqs:PurgeQueue", Queue)));
        policy.Decide(new IamNeed("s3:GetObject", "arn:aws:s3:::b/k")).ShouldBe((false, null));
        policy.Grants.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("not JSON", "not JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{ "Version": "2008-10-17", "Statement": [] }""", "2012-10-17")]
    [InlineData("""{ "Statement": [] }""", "2012-10-17")]
    [InlineData("""{ "Version": "2012-10-17" }""", "Statement")]
    [InlineData("""{ "Version": "2012-10-17", "Statement": [], "Other": 1 }""", "Other")]
    public void What_is_no_policy_is_not_read(string json, string named) => ShouldRefuse(json, named);

    [Theory]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:SendMessage" }""", "Resource")]
    [InlineData("""{ "Effect": "Allow", "Resource": "*" }""", "Action")]
    [InlineData("""{ "Action": "sqs:SendMessage", "Resource": "*" }""", "Effect")]
    [InlineData("""{ "Effect": "allow", "Action": "sqs:SendMessage", "Resource": "*" }""", "Effect")]
    [InlineData("""{ "Effect": "Allow", "NotAction": "sqs:SendMessage", "Resource": "*" }""", "NotAction")]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:SendMessage", "NotResource": "*" }""", "NotResource")]
    [InlineData("""{ "Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*" }""", "Principal")]
    [InlineData("""{ "Effect": "Allow", "Action": "SendMessage", "Resource": "*" }""", "SendMessage")]
    [InlineData("""{ "Effect": "Allow", "Action": [], "Resource": "*" }""", "[]")]
    [InlineData("""{ "Effect": "Allow", "Action": [7], "Resource": "*" }""", "[7]")]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "orders" }""", "orders")]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:s3:::${aws:username}" }""", "variables")]
    [InlineData("""{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:*" }""", "ARN")]
    [InlineData("""{ "Sid": "With-hyphen", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*" }""", "With-hyphen")]
    [InlineData("""{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*", "Condition": { "StringNotLike": { "s3:prefix": "a" } } }""", "StringNotLike")]
    [InlineData("""{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*", "Condition": { "StringLike": { "aws:SourceIp": "a" } } }""", "aws:SourceIp")]
    public void What_is_not_evaluated_here_is_never_an_allow(string statement, string named) => ShouldRefuse(Policy(statement), named);

    [Fact]
    public void Statements_have_names_of_their_own() => ShouldRefuse(
        Policy("""{ "Sid": "A", "Effect": "Allow", "Action": "*", "Resource": "*" }""", """{ "Sid": "A", "Effect": "Deny", "Action": "*", "Resource": "*" }"""), "two statements A");

    private static bool Allows(string actionPattern, string resourcePattern, string action, string resource) =>
        IamPolicy.Parse(Policy($$"""{ "Effect": "Allow", "Action": "{{actionPattern}}", "Resource": "{{resourcePattern}}" }""")).Decide(new IamNeed(action, resource)).Allowed;

    private static void ShouldRefuse(string json, string named) => Should.Throw<IamPolicyException>(() => IamPolicy.Parse(json)).Message.ShouldContain(named);

    private static string Policy(params string[] statements) => $$"""{ "Version": "2012-10-17", "Statement": [{{string.Join(',', statements)}}] }""";
}
