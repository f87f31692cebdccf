using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Aws;

/// <summary>The clients as the app has them, at the one address that its setting names.</summary>
public sealed class AwsClientTests
{
    private static readonly Dictionary<string, string?> Pulses = new() { ["Heartbeats:Bucket"] = "pulses" };

    [Fact]
    public async Task The_app_reaches_buckets_where_it_reaches_queues()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, Pulses);
        var bucket = stack.S3.CreateBucket("pulses");

        await app.Get<IAmazonS3>().PutObjectAsync(new PutObjectRequest { BucketName = "pulses", Key = "echo/ü", ContentBody = "ok" });

        bucket.Read("echo/ü")!.Text.ShouldBe("ok");
    }

    [Fact]
    public async Task So_it_reaches_log_groups()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?> { ["Logs:Groups:0:Name"] = "orders" });
        stack.Aws.Logs.CreateGroup("orders").Put("a", "ERROR");

        var found = await app.Get<IAmazonCloudWatchLogs>().FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "orders" });

        found.Events.ShouldHaveSingleItem().Message.ShouldBe("ERROR");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_process_can_die_at_a_call_to_S3(bool afterEffect)
    {
        await using var stack = await Stack.StartAsync();
        var crash = new CrashPoint(1, afterEffect);
        await using var app = await AppInstance.StartAsync(stack, Pulses, crash);
        var bucket = stack.S3.CreateBucket("pulses");

        await Should.ThrowAsync<Exception>(() => app.Get<IAmazonS3>().PutObjectAsync(new PutObjectRequest { BucketName = "pulses", Key = "echo/one", ContentBody = "1" }));

        crash.Died.ShouldBeTrue();
        bucket.Keys.ShouldBe(afterEffect ? ["echo/one"] : []);
    }
}
