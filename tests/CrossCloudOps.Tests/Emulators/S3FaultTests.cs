using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Aws;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>What a test can order.</summary>
public sealed class S3FaultTests : S3EmulatorTest
{
    [Fact]
    public async Task A_call_dropped_before_did_not_happen_and_one_dropped_after_did()
    {
        Emulator.Faults.Add(new Fault(FaultKind.DropBefore) { Operation = "PutObject", Times = 1 });
        await Should.ThrowAsync<Exception>(() => PutAsync("one", "1"));
        Bucket.Keys.ShouldBeEmpty();
        Emulator.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = "PutObject", Times = 1 });

        await Should.ThrowAsync<Exception>(() => PutAsync("two", "2"));

        Bucket.Keys.ShouldBe(["two"]);
        await PutAsync("three", "3");
    }

    [Fact]
    public async Task An_answer_can_be_ordered_for_one_operation()
    {
        Emulator.Faults.Add(new Fault(FaultKind.Answer) { Operation = "ListObjectsV2", Status = 503, Code = "SlowDown" });

        await ShouldBeRefusedAsync(HttpStatusCode.ServiceUnavailable, "SlowDown", () => S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName }));
        await PutAsync("one", "1");

        Emulator.Faults.Clear();
        (await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName })).KeyCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_denied_bucket_refuses_everything_until_it_is_allowed_again()
    {
        Emulator.Deny(BucketName);

        await ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "AccessDenied", () => PutAsync("one", "1"));
        (await Should.ThrowAsync<AmazonS3Exception>(() => S3.GetObjectMetadataAsync(BucketName, "one"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        Emulator.Allow(BucketName);
        await PutAsync("one", "1");
    }

    [Fact]
    public async Task Calls_are_counted_by_operation_and_bucket()
    {
        await PutAsync("one", "1");
        await PutAsync("two", "2");
        await Should.ThrowAsync<AmazonS3Exception>(() => S3.GetObjectAsync("nowhere", "one"));

        Emulator.Calls.All.ShouldBe([new AwsCall("PutObject", BucketName, 2), new AwsCall("GetObject", "nowhere", 1)], ignoreOrder: true);
    }
}
