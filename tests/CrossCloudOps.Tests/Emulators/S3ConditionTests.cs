using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Emulators;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Reads, writes and deletions that happen only if something holds.</summary>
public sealed class S3ConditionTests : S3EmulatorTest
{
    [Fact]
    public async Task What_is_created_only_if_absent_is_created_once()
    {
        await PutAsync("one", "first", IfAbsent);

        await ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed", () => PutAsync("one", "second", IfAbsent));

        Bucket.Read("one")!.Text.ShouldBe("first");
    }

    [Fact]
    public async Task Of_many_who_create_the_same_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => WonAsync(() => PutAsync("one", $"{n}", IfAbsent))));

        results.Count(static won => won).ShouldBe(1);
        Bucket.Read("one")!.Text.ShouldBe($"{Array.IndexOf(results, true)}");
    }

    [Fact]
    public async Task What_is_replaced_only_if_it_matches_is_not_replaced_behind_anothers_back()
    {
        var first = await PutAsync("one", "first");
        await PutAsync("one", "second", request => request.IfMatch = first.ETag);

        await ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed", () => PutAsync("one", "third", request => request.IfMatch = first.ETag));
        await ShouldBeRefusedAsync(HttpStatusCode.NotFound, "NoSuchKey", () => PutAsync("two", "third", request => request.IfMatch = first.ETag));

        Bucket.Objects.ShouldHaveSingleItem().Text.ShouldBe("second");
    }

    [Fact]
    public async Task Of_many_who_replace_the_same_version_one_wins()
    {
        var first = await PutAsync("one", "first");

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => WonAsync(() => PutAsync("one", $"{n}", request => request.IfMatch = first.ETag))));

        results.Count(static won => won).ShouldBe(1);
    }

    [Fact]
    public async Task A_conflict_can_be_ordered_and_the_SDK_tells_it_from_a_lost_race()
    {
        Emulator.Faults.Add(new Fault(FaultKind.Answer) { Operation = "PutObject", Status = 409, Code = "ConditionalRequestConflict", Times = 1 });

        await ShouldBeRefusedAsync(HttpStatusCode.Conflict, "ConditionalRequestConflict", () => PutAsync("one", "first", IfAbsent));
        await PutAsync("one", "first", IfAbsent);

        Bucket.Keys.ShouldBe(["one"]);
    }

    [Fact]
    public async Task What_is_deleted_only_if_it_matches_stays_when_it_changed()
    {
        var first = await PutAsync("one", "first");
        var second = await PutAsync("one", "second");

        await ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed", () => DeleteAsync("one", first.ETag));
        Bucket.Keys.ShouldBe(["one"]);
        await DeleteAsync("one", second.ETag);
        Bucket.Keys.ShouldBeEmpty();
        await ShouldBeRefusedAsync(HttpStatusCode.NotFound, "NoSuchKey", () => DeleteAsync("one", second.ETag));
    }

    [Fact]
    public async Task A_reader_is_told_that_nothing_changed()
    {
        var put = await PutAsync("one", "first");
        var written = Clock.GetUtcNow().UtcDateTime;

        await NotModifiedAsync(request => request.EtagToNotMatch = put.ETag);
        await NotModifiedAsync(request => request.ModifiedSinceDate = written);
        (await TextAsync("one", request => request.EtagToNotMatch = "\"other\"")).ShouldBe("first");
        (await TextAsync("one", request => request.ModifiedSinceDate = written.AddSeconds(-1))).ShouldBe("first");

        async Task NotModifiedAsync(Action<GetObjectRequest> condition) =>
            (await Should.ThrowAsync<AmazonS3Exception>(() => TextAsync("one", condition))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_reader_gets_that_version_or_none()
    {
        var put = await PutAsync("one", "first");
        var written = Clock.GetUtcNow().UtcDateTime;

        (await TextAsync("one", request => request.EtagToMatch = put.ETag)).ShouldBe("first");
        (await TextAsync("one", request => request.UnmodifiedSinceDate = written)).ShouldBe("first");
        await ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed", () => TextAsync("one", request => request.EtagToMatch = "\"other\""));
        await ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed", () => TextAsync("one", request => request.UnmodifiedSinceDate = written.AddSeconds(-1)));
    }

    private static void IfAbsent(PutObjectRequest request) => request.IfNoneMatch = "*";

    private static async Task<bool> WonAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (AmazonServiceException lost) when (lost.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }

    private Task<DeleteObjectResponse> DeleteAsync(string key, string eTag) => S3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = BucketName, Key = key, IfMatch = eTag });
}
