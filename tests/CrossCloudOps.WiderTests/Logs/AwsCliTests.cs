using CrossCloudOps.WiderTests.Aws;

namespace CrossCloudOps.WiderTests.Logs;

/// <summary>The command line of today.</summary>
public sealed class AwsCliTests
{
    [AwsCliFact(AwsCli.Json)]
    public Task Groups_streams_and_events_are_written() => AwsCliScenarios.WritingAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task Events_are_filtered_through_pages_that_are_empty() => AwsCliScenarios.FilteringAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task A_stream_is_read_to_its_end() => AwsCliScenarios.ReadingAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task Groups_and_streams_are_described() => AwsCliScenarios.DescribingAsync(AwsCli.Json);
}

/// <summary>The command line of Debian 12: a version 2, which has the command to follow a group.</summary>
public sealed class DebianAwsCliTests
{
    [AwsCliFact(AwsCli.Query)]
    public Task Groups_streams_and_events_are_written() => AwsCliScenarios.WritingAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task Events_are_filtered_through_pages_that_are_empty() => AwsCliScenarios.FilteringAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task A_stream_is_read_to_its_end() => AwsCliScenarios.ReadingAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task Groups_and_streams_are_described() => AwsCliScenarios.DescribingAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task A_group_is_tailed() => AwsCliScenarios.TailAsync(AwsCli.Query);
}
