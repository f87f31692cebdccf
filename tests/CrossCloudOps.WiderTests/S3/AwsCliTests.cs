using CrossCloudOps.WiderTests.Aws;

namespace CrossCloudOps.WiderTests.S3;

/// <summary>The command line of today.</summary>
public sealed class AwsCliTests
{
    [AwsCliFact(AwsCli.Json)]
    public Task Files_are_copied_listed_and_removed() => AwsCliScenarios.FilesAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task A_large_file_goes_in_parts() => AwsCliScenarios.LargeFileAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task Lists_come_whole_and_in_pages() => AwsCliScenarios.ListsAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task An_object_is_put_looked_at_cut_and_deleted() => AwsCliScenarios.ObjectAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task Errors_are_understood() => AwsCliScenarios.ErrorsAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Json)]
    public Task Conditions_of_writes_are_understood() => AwsCliScenarios.ConditionsAsync(AwsCli.Json);
}

/// <summary>The command line of Debian 12, which knows no conditions of writes.</summary>
public sealed class OlderAwsCliTests
{
    [AwsCliFact(AwsCli.Query)]
    public Task Files_are_copied_listed_and_removed() => AwsCliScenarios.FilesAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task A_large_file_goes_in_parts() => AwsCliScenarios.LargeFileAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task Lists_come_whole_and_in_pages() => AwsCliScenarios.ListsAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task An_object_is_put_looked_at_cut_and_deleted() => AwsCliScenarios.ObjectAsync(AwsCli.Query);

    [AwsCliFact(AwsCli.Query)]
    public Task Errors_are_understood() => AwsCliScenarios.ErrorsAsync(AwsCli.Query);
}
