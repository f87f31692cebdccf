namespace CrossCloudOps.Tests.Access;

/// <summary>
/// What the CloudFormation template grants is what the app needs. That nothing is missing, every test with an app shows: each runs under the
/// policy that the template gives for its settings.
/// </summary>
public sealed class LeastPrivilegeTests
{
    [Fact]
    public async Task Everything_that_the_template_grants_is_needed_and_nothing_else_is()
    {
        await using var scenario = await EverythingScenario.StartAsync();

        await DoEverythingAsync(scenario);

        Compare(scenario).ShouldBeExact();
    }

    [Fact]
    public async Task A_right_that_nobody_needs_is_named()
    {
        await using var scenario = await EverythingScenario.StartAsync();
        scenario.Stack.Access.With("SendBack", "sqs:PurgeQueue");
        scenario.Stack.Access.With("WriteEchoes", "s3:Delete*");

        await DoEverythingAsync(scenario);

        Compare(scenario).ToString().ShouldBe(
            """
            Granted, and never needed:
              SendBack: sqs:PurgeQueue
              WriteEchoes: s3:Delete*
            Granted without limits:
              WriteEchoes: s3:Delete* on arn:aws:s3:::pulses/echo/*
            """);
    }

    [Theory]
    [InlineData("CollectDeadLetters", "sqs:ReceiveMessage", "Cannot read queue orders-dlq", "sqs:receivemessage")]
    [InlineData("CollectDeadLetters", "sqs:DeleteMessage", "queue orders-dlq", "sqs:deletemessage")]
    [InlineData("QueueWebhooks", "sqs:ReceiveMessage", "webhooks.fifo", "sqs:receivemessage")]
    [InlineData("ScanLogs", "logs:FilterLogEvents", "Cannot read log group /aws/lambda/orders", "logs:FilterLogEvents")]
    [InlineData("FindLogGroups", "logs:DescribeLogGroups", "Cannot read the list of log groups /ecs/", "logs:DescribeLogGroups")]
    [InlineData("ListPulsesAndEchoes", "s3:ListBucket", "Cannot read bucket pulses", "s3:ListBucket")]
    [InlineData("WriteEchoes", "s3:PutObject", "Cannot write echoes to bucket pulses", "s3:PutObject")]
    public async Task Without_a_right_its_feature_says_so_and_the_others_go_on(string statement, string action, string told, string refused)
    {
        await using var scenario = await EverythingScenario.StartAsync();
        scenario.Stack.Access.Without(statement, action);
        scenario.Stack.Seed("a dead letter");
        await scenario.PostAsync("a webhook");

        await scenario.App.CollectAsync();
        await scenario.ForwardAsync(rounds: 1);
        await scenario.ScanAsync();
        await scenario.WatchHeartbeatsAsync();
        await scenario.NotifyAsync();

        scenario.Told.ShouldContain(
            text => text.Contains(told, StringComparison.Ordinal) && text.Contains("is not authorized to perform: " + refused, StringComparison.Ordinal), string.Join("\n---\n", scenario.Told));
        scenario.Told.Any(static text => text.Contains("a dead letter", StringComparison.Ordinal)).ShouldBe(told != "Cannot read queue orders-dlq");
        scenario.Target.Taken.Count.ShouldBe(statement == "QueueWebhooks" ? 0 : 1);
        scenario.Told.Any(static text => text.Contains("ERROR in tasks", StringComparison.Ordinal)).ShouldBe(!action.StartsWith("logs:", StringComparison.Ordinal));
        scenario.HasEcho.ShouldBe(!action.StartsWith("s3:", StringComparison.Ordinal));
        Compare(scenario).Missing.ShouldAllBe(missing => missing.StartsWith(action, StringComparison.Ordinal));
    }

    private static async Task DoEverythingAsync(EverythingScenario scenario)
    {
        await scenario.SendDeadLettersBackAsync();
        await scenario.DeliverWebhooksAsync();
        await scenario.SpoolAndProbeAsync();
        await scenario.WatchHeartbeatsAsync();
        await scenario.NotifyAsync();
    }

    private static AccessComparison Compare(EverythingScenario scenario) => AccessComparison.Of(scenario.Stack.Access.Policy, scenario.Stack.Aws.Iam);
}
