using CrossCloudOps.Tests.Heartbeats;
using CrossCloudOps.WiderTests.Aws;

namespace CrossCloudOps.WiderTests.Heartbeats;

/// <summary>Servers that pulse with the AWS CLI, as the predecessor's did.</summary>
public sealed class AwsCliTests
{
    [AwsCliFact(AwsCli.Json)]
    public Task A_server_pulses_stops_and_is_retired() => WatchAsync(AwsCli.Json);

    [AwsCliFact(AwsCli.Query)]
    public Task A_server_pulses_stops_and_is_retired_with_an_older_one() => WatchAsync(AwsCli.Query);

    private static async Task WatchAsync(string cli)
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        var file = Path.Combine(Directory.CreateDirectory(scenario.Stack.Folder).FullName, "grüße & 100%+.json");
        await File.WriteAllTextAsync(file, $$"""{"url": "{{scenario.UrlOf("web-1.example")}}", "body": "ok"}""");
        Task<string> S3Async(params string[] arguments) => AwsCli.All[cli].TextAsync(scenario.Stack.Aws.Endpoint, ["s3", .. arguments]);

        await S3Async("cp", file, "s3://pulses/pulse/eu/");
        await scenario.MinutesAsync(1);
        (await S3Async("ls", "s3://pulses/echo/", "--recursive")).ShouldContain(" 2 echo/eu/grüße & 100%+.json");
        await scenario.MinutesAsync(15);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("eu/grüße & 100%+ does not pulse any more");

        await S3Async("rm", "s3://pulses/pulse/", "--recursive");
        await scenario.MinutesAsync(1);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("is not watched any more");
    }
}
