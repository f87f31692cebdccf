using System.Net;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Objects that come in parts.</summary>
public sealed class S3MultipartTests : S3EmulatorTest
{
    private const int PartSize = 5 * 1024 * 1024;

    [Fact]
    public async Task A_large_file_is_written_in_parts_and_read_as_one()
    {
        var bytes = Bytes((2 * PartSize) + 12_345);
        using var transfer = new TransferUtility(S3, new TransferUtilityConfig { MinSizeBeforePartUpload = PartSize });

        await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = BucketName, Key = "large", InputStream = new MemoryStream(bytes), PartSize = PartSize, ContentType = "video/mp4" });

        var stored = Bucket.Read("large").ShouldNotBeNull();
        stored.Content.ToArray().ShouldBe(bytes);
        stored.ContentType.ShouldBe("video/mp4");
        stored.ETag.ShouldEndWith("-3\"");
        Bucket.UploadsInProgress.ShouldBe(0);
        Emulator.Calls.Count("UploadPart", BucketName).ShouldBe(3);
        using var got = await S3.GetObjectAsync(BucketName, "large");
        var back = new MemoryStream();
        await got.ResponseStream.CopyToAsync(back);
        back.ToArray().ShouldBe(bytes);
    }

    [Fact]
    public async Task Its_ETag_is_that_of_its_parts_ETags()
    {
        var id = await BeginAsync();
        var first = await PartAsync(id, 1, new byte[PartSize]);
        var second = await PartAsync(id, 2, "abc"u8.ToArray());

        var done = await CompleteAsync(id, first, second);

        first.ETag.ShouldBe("\"5f363e0e58a95f06cbe9bbc662c5dfb6\"");
        second.ETag.ShouldBe("\"900150983cd24fb0d6963f7d28e17f72\"");
        done.ETag.ShouldBe("\"6f6da174a7cb6de11e28d4dd2f9bcfe9-2\"");
        Bucket.Read("large")!.ETag.ShouldBe(done.ETag);
    }

    [Fact]
    public async Task It_is_as_old_as_its_begin_and_invisible_before_its_end()
    {
        var begun = Clock.GetUtcNow();
        var id = await BeginAsync();
        var part = await PartAsync(id, 1, [1]);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Bucket.Keys.ShouldBeEmpty();

        await CompleteAsync(id, part);

        Bucket.Objects.ShouldHaveSingleItem().LastModified.ShouldBe(begun);
    }

    [Fact]
    public async Task Parts_that_do_not_fit_are_refused_and_the_upload_goes_on()
    {
        var id = await BeginAsync();
        var first = await PartAsync(id, 1, [1]);
        var second = await PartAsync(id, 2, [2]);

        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "InvalidPart", () => CompleteAsync(id, first, new PartETag(3, second.ETag)));
        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "InvalidPart", () => CompleteAsync(id, new PartETag(1, second.ETag)));
        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "EntityTooSmall", () => CompleteAsync(id, first, second));
        Bucket.Keys.ShouldBeEmpty();
        await CompleteAsync(id, second);

        Bucket.Read("large")!.Content.ToArray().ShouldBe([2]);
    }

    [Fact]
    public async Task An_aborted_upload_is_gone()
    {
        var id = await BeginAsync();
        var part = await PartAsync(id, 1, [1]);
        Bucket.UploadsInProgress.ShouldBe(1);

        await S3.AbortMultipartUploadAsync(BucketName, "large", id);

        Bucket.UploadsInProgress.ShouldBe(0);
        await ShouldBeRefusedAsync(HttpStatusCode.NotFound, "NoSuchUpload", () => PartAsync(id, 2, [1]));
        await ShouldBeRefusedAsync(HttpStatusCode.NotFound, "NoSuchUpload", () => CompleteAsync(id, part));
        Bucket.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_may_be_for_an_object_that_is_not_there_yet()
    {
        var id = await BeginAsync();
        var part = await PartAsync(id, 1, [1]);
        Bucket.Seed("large", "meanwhile");

        await ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed", () => S3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = BucketName, Key = "large", UploadId = id, PartETags = [part], IfNoneMatch = "*" }));

        Bucket.Read("large")!.Text.ShouldBe("meanwhile");
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(17).NextBytes(bytes);
        return bytes;
    }

    private async Task<string> BeginAsync() => (await S3.InitiateMultipartUploadAsync(BucketName, "large")).UploadId;

    private async Task<PartETag> PartAsync(string id, int number, byte[] bytes) => new(await S3.UploadPartAsync(
        new UploadPartRequest { BucketName = BucketName, Key = "large", UploadId = id, PartNumber = number, InputStream = new MemoryStream(bytes) }));

    private Task<CompleteMultipartUploadResponse> CompleteAsync(string id, params List<PartETag> parts) => S3.CompleteMultipartUploadAsync(
        new CompleteMultipartUploadRequest { BucketName = BucketName, Key = "large", UploadId = id, PartETags = parts });
}
