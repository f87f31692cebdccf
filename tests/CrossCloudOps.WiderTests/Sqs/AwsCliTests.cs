using CrossCloudOps.WiderTests.Aws;

namespace CrossCloudOps.WiderTests.Sqs;

/// <summary>The command line of today, in AWS JSON.</summary>
public sealed class AwsCliJsonTests
{
    [AwsCliFact(AwsCli.Json)]
    public Task A_queue_is_made_listed_changed_and_deleted() => AwsCliScenarios.QueueAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task A_message_is_sent_received_and_deleted() => AwsCliScenarios.MessageAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task Batches_are_sent_and_deleted() => AwsCliScenarios.BatchAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task A_message_becomes_a_dead_letter() => AwsCliScenarios.DeadLetterAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task Errors_are_understood() => AwsCliScenarios.ErrorsAsync(AwsCli.Json);
}

/// <summary>The command line of Debian 12 and others from before November 2023, in the Query protocol.</summary>
public sealed class AwsCliQueryTests
{
    [AwsCliFact(AwsCli.Query)]
    public Task A_queue_is_made_listed_changed_and_deleted() => AwsCliScenarios.QueueAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task A_message_is_sent_received_and_deleted() => AwsCliScenarios.MessageAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task Batches_are_sent_and_deleted() => AwsCliScenarios.BatchAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task A_message_becomes_a_dead_letter() => AwsCliScenarios.DeadLetterAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task Errors_are_understood() => AwsCliScenarios.ErrorsAsync(AwsCli.Query);
}
