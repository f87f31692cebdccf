using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Emulators.S3;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Objects as the SDK writes and reads them.</summary>
public sealed class S3ObjectTests : S3EmulatorTest
{
    public static TheoryData<string> OddKeys =>
    [
        "plain.json", "with space", " leading and trailing ", "plus+plus", "percent%", "percent%20twenty", "%2F", "ümlaut", "日本語", "🎉/👩‍👩‍👧", "a//b", "a/../b", "..", "./", "trailing/",
        "quote\"'`", "<a&b>", "question?mark=1&x", "hash#tag", "semi;colon,comma=equals@at:colon", "~tilde!*()", "back\\slash", "tab\there", "..hidden", "a...b", "caret^|{}[]", "\u007f",
    ];

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task Odd_keys_are_written_read_listed_and_deleted_as_they_are(string key)
    {
        await PutAsync(key, "content of " + key);

        Bucket.Keys.ShouldBe([key]);
        (await TextAsync(key)).ShouldBe("content of " + key);
        (await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName })).S3Objects.ShouldHaveSingleItem().Key.ShouldBe(key);
        await S3.DeleteObjectAsync(BucketName, key);
        Bucket.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_object_comes_back_with_everything_that_its_writer_said()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(1700));
        var put = await PutAsync("one", "grüße", request =>
        {
            request.ContentType = "application/json; charset=utf-8";
            request.Headers.CacheControl = "max-age=60";
            request.Headers.ContentEncoding = "identity";
            request.Metadata.Add("route", "github");
            request.Metadata.Add("Delivery-Id", "42 a");
        });

        using var got = await S3.GetObjectAsync(BucketName, "one");

        using var reader = new StreamReader(got.ResponseStream);
        (await reader.ReadToEndAsync()).ShouldBe("grüße");
        got.ETag.ShouldBe(put.ETag);
        got.ETag.ShouldBe("\"fee40dc24d0ad6a90c608052aa4e9e66\"");
        got.ContentLength.ShouldBe(7);
        got.Headers.ContentType.ShouldBe("application/json; charset=utf-8");
        got.Headers.CacheControl.ShouldBe("max-age=60");
        got.Headers.ContentEncoding.ShouldBe("identity");
        got.Metadata["route"].ShouldBe("github");
        got.Metadata["delivery-id"].ShouldBe("42 a");
        got.LastModified!.Value.ToUniversalTime().ShouldBe(new DateTime(2026, 1, 5, 12, 0, 1, DateTimeKind.Utc));
        var head = await S3.GetObjectMetadataAsync(BucketName, "one");
        (head.ETag, head.ContentLength, head.Headers.ContentType).ShouldBe((put.ETag, 7, "application/json; charset=utf-8"));
        head.Metadata["route"].ShouldBe("github");
    }

    [Fact]
    public async Task What_was_seeded_is_read_over_the_wire_and_what_was_written_is_seen_inside()
    {
        Bucket.Seed(new SeedObject("pulse/a.json", "{}") { ContentType = "application/json", LastModified = new DateTimeOffset(2025, 12, 31, 23, 59, 59, 900, TimeSpan.Zero) });
        await PutAsync("echo/a", "ok", request => request.Metadata.Add("who", "probe"));

        var head = await S3.GetObjectMetadataAsync(BucketName, "pulse/a.json");

        head.LastModified!.Value.ToUniversalTime().ShouldBe(new DateTime(2025, 12, 31, 23, 59, 59, DateTimeKind.Utc));
        head.Headers.ContentType.ShouldBe("application/json");
        var written = Bucket.Read("echo/a").ShouldNotBeNull();
        (written.Text, written.ContentType, written.Metadata["who"]).ShouldBe(("ok", "text/plain", "probe"));
        written.LastModified.ShouldBe(Clock.GetUtcNow());
        Bucket.Read("nothing").ShouldBeNull();
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        await PutAsync("empty", "");

        (await TextAsync("empty")).ShouldBe("");
        Bucket.Read("empty")!.ETag.ShouldBe("\"d41d8cd98f00b204e9800998ecf8427e\"");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Bytes_arrive_whatever_way_they_are_framed_and_signed(bool chunked, bool seekable)
    {
        var bytes = new byte[300_000];
        new Random(5).NextBytes(bytes);
        using Stream stream = seekable ? new MemoryStream(bytes) : new BufferedStream(new MemoryStream(bytes), 4096);

        await S3.PutObjectAsync(new PutObjectRequest { BucketName = BucketName, Key = "bytes", InputStream = stream, UseChunkEncoding = chunked, AutoCloseStream = false });

        Bucket.Read("bytes")!.Content.ToArray().ShouldBe(bytes);
        using var got = await S3.GetObjectAsync(BucketName, "bytes");
        var back = new MemoryStream();
        await got.ResponseStream.CopyToAsync(back);
        back.ToArray().ShouldBe(bytes);
        got.Headers.ContentEncoding.ShouldBeNullOrEmpty();
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task A_checksum_that_the_SDK_sent_is_given_back(string algorithm)
    {
        var put = await PutAsync("sum", "abc", request => request.ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm));

        using var got = await S3.GetObjectAsync(new GetObjectRequest { BucketName = BucketName, Key = "sum", ChecksumMode = ChecksumMode.ENABLED });

        var (sent, received) = algorithm switch
        {
            "CRC32" => (put.ChecksumCRC32, got.ChecksumCRC32),
            "SHA1" => (put.ChecksumSHA1, got.ChecksumSHA1),
            _ => (put.ChecksumSHA256, got.ChecksumSHA256),
        };
        received.ShouldBe(sent);
        received.ShouldBe(algorithm switch
        {
            "CRC32" => "NSRBwg==",
            "SHA1" => "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
            _ => "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        });
        got.ChecksumType.ShouldBe(ChecksumType.FULL_OBJECT);
    }

    [Fact]
    public async Task Without_any_checksum_S3_takes_one_of_its_own()
    {
        using var plain = Client(Emulator.Endpoint, config => config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED);

        var put = await plain.PutObjectAsync(new PutObjectRequest { BucketName = BucketName, Key = "plain", ContentBody = "123456789" });

        put.ChecksumCRC64NVME.ShouldBe("rosUhgp5mIg=");
        (await TextAsync("plain")).ShouldBe("123456789");
    }

    [Fact]
    public async Task Content_that_is_not_what_its_MD5_says_is_refused()
    {
        const string other = "eV8yArF8trw9S3cdjGyerw==";

        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "BadDigest", () => PutAsync("one", "text", request => request.MD5Digest = other));
        await PutAsync("two", "other", request => request.MD5Digest = other);

        Bucket.Keys.ShouldBe(["two"]);
    }

    [Fact]
    public async Task Ranges_are_cut_out_of_the_content()
    {
        Bucket.Seed("letters", "abcdefghij");

        (await TextAsync("letters", request => request.ByteRange = new ByteRange(2, 4))).ShouldBe("cde");
        (await TextAsync("letters", request => request.ByteRange = new ByteRange("bytes=7-"))).ShouldBe("hij");
        (await TextAsync("letters", request => request.ByteRange = new ByteRange("bytes=-2"))).ShouldBe("ij");
        (await TextAsync("letters", request => request.ByteRange = new ByteRange("bytes=-99"))).ShouldBe("abcdefghij");
        (await TextAsync("letters", request => request.ByteRange = new ByteRange(8, 99))).ShouldBe("ij");
        await ShouldBeRefusedAsync(HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange", () => TextAsync("letters", request => request.ByteRange = new ByteRange(10, 11)));
    }

    [Fact]
    public async Task What_is_not_there_is_refused_by_name()
    {
        (await ShouldBeRefusedAsync(HttpStatusCode.NotFound, "NoSuchKey", () => TextAsync("nothing"))).Message.ShouldBe("The specified key does not exist.");
        await ShouldBeRefusedAsync(HttpStatusCode.NotFound, "NoSuchBucket", () => S3.GetObjectAsync("nowhere", "one"));
        await ShouldBeRefusedAsync(HttpStatusCode.NotFound, "NoSuchBucket", () => S3.PutObjectAsync(new PutObjectRequest { BucketName = "nowhere", Key = "one", ContentBody = "" }));
        await ShouldBeRefusedAsync(HttpStatusCode.NotFound, "NotFound", () => S3.GetObjectMetadataAsync(BucketName, "nothing"));
        (await S3.DeleteObjectAsync(BucketName, "nothing")).HttpStatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_key_or_metadata_beyond_the_limits_is_refused()
    {
        var longest = new string('k', 1022) + "ü";

        await PutAsync(longest, "");
        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "KeyTooLongError", () => PutAsync(longest + "k", ""));
        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "MetadataTooLarge", () => PutAsync("one", "", request => request.Metadata.Add("m", new string('v', 2048))));

        Bucket.Keys.ShouldBe([longest]);
    }

    [Fact]
    public async Task Several_are_deleted_at_once_and_those_that_do_not_match_stay()
    {
        string[] keys = ["a", "b/ü", "<c>&", "d\r\n"];
        Bucket.Seed([.. keys.Select(static key => new SeedObject(key, key))]);

        var deleted = await S3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = BucketName, Objects = [.. keys[..3].Select(static key => new KeyVersion { Key = key }), new() { Key = "never" }] });
        var partly = await Should.ThrowAsync<DeleteObjectsException>(() => S3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = BucketName, Objects = [new() { Key = keys[3], ETag = "\"other\"" }] }));

        deleted.DeletedObjects.Select(static one => one.Key).ShouldBe([.. keys[..3], "never"]);
        partly.Response.DeleteErrors.ShouldHaveSingleItem().Code.ShouldBe("PreconditionFailed");
        Bucket.Keys.ShouldBe([keys[3]]);
    }

    [Fact]
    public async Task A_bucket_is_made_found_listed_and_deleted_when_it_is_empty()
    {
        await S3.PutBucketAsync("another.bucket");
        await ShouldBeRefusedAsync(HttpStatusCode.Conflict, "BucketAlreadyOwnedByYou", () => S3.PutBucketAsync("another.bucket"));
        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "InvalidBucketName", () => S3.PutBucketAsync("UPPER"));
        Emulator.Bucket("another.bucket").Seed("one", "1");

        (await S3.ListBucketsAsync()).Buckets.Select(static bucket => bucket.BucketName).ShouldBe(["another.bucket", BucketName]);
        (await S3.GetBucketLocationAsync("another.bucket")).Location.Value.ShouldBe("eu-central-1");
        (await S3.HeadBucketAsync(new HeadBucketRequest { BucketName = "another.bucket" })).BucketRegion.ShouldBe("eu-central-1");
        await ShouldBeRefusedAsync(HttpStatusCode.Conflict, "BucketNotEmpty", () => S3.DeleteBucketAsync("another.bucket"));
        Emulator.Bucket("another.bucket").Remove("one");
        await S3.DeleteBucketAsync("another.bucket");
        Emulator.Buckets.Select(static bucket => bucket.Name).ShouldBe([BucketName]);
    }

    [Fact]
    public async Task An_object_that_is_announced_as_too_large_is_refused_before_it_is_sent()
    {
        using var large = new MemoryStream(new byte[LargestObject + 1]);

        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "EntityTooLarge", () => S3.PutObjectAsync(
            new PutObjectRequest { BucketName = BucketName, Key = "large", InputStream = large }));

        Bucket.Keys.ShouldBeEmpty();
    }
}
