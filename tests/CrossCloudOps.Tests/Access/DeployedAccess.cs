using System.Text.Json.Nodes;
using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.Configuration;

namespace CrossCloudOps.Tests.Access;

/// <summary>
/// What somebody who deploys an app fills into the template: everything that its settings name, and nothing else. Several apps that share a
/// role have the sum of it.
/// </summary>
internal sealed class DeployedAccess(Stack stack)
{
    public const string Principal = $"arn:aws:sts::{TemplateValues.AccountId}:assumed-role/CrossCloudOps/tests";

    private readonly List<IConfiguration> _apps = [];
    private readonly List<string> _moreSources = [];
    private readonly List<Action<JsonObject>> _changes = [];

    public IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string>
    {
        ["TenantId"] = "72f988bf-86f1-41af-91ab-2d7cd011db47",
        ["Audience"] = "api://crosscloudops",
        ["PrincipalObjectId"] = "4f1b2d6e-9a37-4c55-8c1e-0f6a2b7d9e10",
        ["DeadLetterQueueArns"] = List(DeadLetterQueues),
        ["SourceQueueArns"] = List(SourceQueues),
        ["WebhookQueueArns"] = List(WebhookQueues),
        ["WebhookDeadLetterQueueArns"] = List(stack.Sqs.Queues.Where(queue => WebhookQueues.Contains(queue.Arn)).Select(static queue => queue.DeadLetterTargetArn)),
        ["LogGroupArns"] = List([.. LogGroups.Select(static group => LogGroupArn(group["Name"], group["Prefix"])), .. EvidenceGroups.Select(static name => LogGroupArn(name, null))]),
        ["LogGroupPrefixes"] = LogGroups.Any(static group => group["Prefix"] is not null) ? "true" : "false",
        ["PulseBucketArn"] = Bucket("Heartbeats:Bucket"),
        ["PulsePrefix"] = Setting("Heartbeats:PulsePrefix") ?? "pulse/",
        ["EchoPrefix"] = Setting("Heartbeats:EchoPrefix") ?? "echo/",
        ["LargeBodyBucketArn"] = Bucket("Webhooks:LargeBodyBucket"),
        ["QueueKeyArns"] = List(stack.Sqs.Queues.Select(static queue => queue.KeyArn)),
    };

    public IamPolicy Policy
    {
        get
        {
            var policy = JsonNode.Parse(CloudFormationTemplate.Access.With(Parameters).RolePolicy)!.AsObject();
            _changes.ForEach(change => change(policy));
            return IamPolicy.Parse(policy.ToJsonString());
        }
    }

    private IReadOnlyList<string> DeadLetterQueues => [.. All("DeadLetters:Queues").Select(static queue => queue["Url"]).OfType<string>().Select(QueueArn)];

    private IEnumerable<string> SourceQueues =>
        All("DeadLetters:Queues").Select(static queue => queue["SendBackTo"]).OfType<string>().Select(QueueArn)
            .Concat(_moreSources)
            .Concat(stack.Sqs.Queues.Where(queue => DeadLetterQueues.Contains(queue.DeadLetterTargetArn)).Select(static queue => queue.Arn));

    private IReadOnlyList<string> WebhookQueues => [.. All("Webhooks:Routes").Select(static route => route["QueueUrl"]).OfType<string>().Select(QueueArn)];

    private IEnumerable<string?> EvidenceGroups =>
        All("DeadLetters:Queues").SelectMany(static queue => queue.GetSection("LogGroups").GetChildren()).Select(static group => group.Value);

    /// <summary>Those that are scanned, not those whose events are sent here.</summary>
    private IEnumerable<IConfigurationSection> LogGroups => All("Logs:Groups").Where(static group => group["Received"] != "true");

    /// <summary>Holds the apps of the stack to what is deployed for them and for this one.</summary>
    public void Deploy(IConfiguration app)
    {
        lock (_apps)
        {
            _apps.Add(app);
            Attach();
        }
    }

    /// <summary>A queue that neither the settings nor its redrive policy name, but somebody who filled in the template did.</summary>
    public void AlsoSendBackTo(QueueAccess queue)
    {
        lock (_apps)
        {
            _moreSources.Add(queue.Arn);
            Attach();
        }
    }

    /// <summary>As if somebody had taken an action out of a statement of the template.</summary>
    public void Without(string statement, string action) => Change(policy =>
    {
        var actions = StatementIn(policy, statement)["Action"]!.AsArray();
        actions.Remove(actions.Single(one => one!.GetValue<string>() == action));
        if (actions.Count == 0)
        {
            policy["Statement"]!.AsArray().Remove(StatementIn(policy, statement));
        }
    });

    /// <summary>As if somebody had added one.</summary>
    public void With(string statement, string action) => Change(policy => StatementIn(policy, statement)["Action"]!.AsArray().Add(JsonValue.Create(action)));

    private static JsonObject StatementIn(JsonObject policy, string sid) =>
        policy["Statement"]!.AsArray().Select(static one => one!.AsObject()).Single(one => one["Sid"]!.GetValue<string>() == sid);

    private void Change(Action<JsonObject> change)
    {
        lock (_apps)
        {
            _changes.Add(change);
            Attach();
        }
    }

    private void Attach() => stack.Aws.Iam.Attach(TestEnvironment.AccessKeyId, Policy, Principal);

    private IEnumerable<IConfigurationSection> All(string list) => _apps.SelectMany(app => app.GetSection(list).GetChildren());

    private string? Setting(string name) => _apps.Select(app => app[name]).LastOrDefault(static value => value is not null);

    private string Bucket(string name) => Setting(name) is { } bucket ? $"arn:aws:s3:::{bucket}" : "";

    private static string List(IEnumerable<string?> arns) => string.Join(',', arns.OfType<string>().Distinct());

    private static string QueueArn(string url) => string.Join(':', ["arn:aws:sqs", TemplateValues.Region, .. new Uri(url).AbsolutePath.Split('/').TakeLast(2)]);

    private static string LogGroupArn(string? name, string? prefix) =>
        name is null ? $"arn:aws:logs:{TemplateValues.Region}:{TemplateValues.AccountId}:log-group:{prefix}*:*"
        : name.StartsWith("arn:", StringComparison.Ordinal) ? $"{name}:*"
        : $"arn:aws:logs:{TemplateValues.Region}:{TemplateValues.AccountId}:log-group:{name}:*";
}
