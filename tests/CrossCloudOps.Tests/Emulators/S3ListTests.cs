using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Emulators.S3;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Lists, page by page.</summary>
public sealed class S3ListTests : S3EmulatorTest
{
    [Fact]
    public async Task Keys_come_in_the_order_of_their_UTF8_bytes()
    {
        string[] keys = ["a", "a!", "a/", "a0", "aa", "b", "z", "é", "日", "\uffee", "🎉"];
        Bucket.Seed([.. keys.Reverse().Select(static key => new SeedObject(key, ""))]);

        var listed = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName });

        listed.S3Objects.Select(static one => one.Key).ShouldBe(keys);
        Bucket.Keys.ShouldBe(keys);
    }

    [Fact]
    public async Task A_row_says_what_the_object_is()
    {
        Bucket.Seed("one", "grüße");

        var listed = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName, FetchOwner = true });

        var row = listed.S3Objects.ShouldHaveSingleItem();
        (row.Key, row.Size, row.ETag).ShouldBe(("one", 7, Bucket.Read("one")!.ETag));
        row.LastModified!.Value.ToUniversalTime().ShouldBe(Clock.GetUtcNow().UtcDateTime);
        row.StorageClass.ShouldBe(S3StorageClass.Standard);
        row.Owner.ShouldNotBeNull();
        (listed.KeyCount, listed.MaxKeys, listed.IsTruncated, listed.Name).ShouldBe((1, 1000, false, BucketName));
    }

    [Fact]
    public async Task At_most_a_thousand_come_at_once()
    {
        Bucket.Seed([.. Enumerable.Range(0, 2500).Select(static n => new SeedObject($"k{n:D5}", ""))]);

        var pages = await PagesAsync(new ListObjectsV2Request { BucketName = BucketName, MaxKeys = 5000 });

        pages.Select(static page => page.KeyCount).ShouldBe([1000, 1000, 500]);
        pages.SelectMany(static page => page.S3Objects).Select(static one => one.Key).ShouldBe(Bucket.Keys);
    }

    [Fact]
    public async Task The_list_begins_behind_a_key_that_need_not_exist()
    {
        Bucket.Seed(new("a", ""), new("b", ""), new("c", ""));

        var listed = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName, StartAfter = "aa" });

        listed.S3Objects.Select(static one => one.Key).ShouldBe(["b", "c"]);
        listed.StartAfter.ShouldBe("aa");
    }

    [Fact]
    public async Task What_lies_behind_a_delimiter_is_rolled_up()
    {
        Bucket.Seed(new("pulse/a.json", ""), new("pulse/sub/b.json", ""), new("pulse/sub/c.json", ""), new("other/d", ""), new("top", ""));

        var top = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName, Delimiter = "/" });
        var pulse = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName, Delimiter = "/", Prefix = "pulse/" });

        top.CommonPrefixes.ShouldBe(["other/", "pulse/"]);
        top.S3Objects.Select(static one => one.Key).ShouldBe(["top"]);
        pulse.CommonPrefixes.ShouldBe(["pulse/sub/"]);
        pulse.S3Objects.Select(static one => one.Key).ShouldBe(["pulse/a.json"]);
    }

    [Fact]
    public async Task An_empty_bucket_and_a_page_of_nothing_are_no_truncated_lists()
    {
        (await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName })).IsTruncated.ShouldBe(false);
        Bucket.Seed("one", "");

        var none = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName, MaxKeys = 0 });

        (none.KeyCount, none.IsTruncated).ShouldBe((0, false));
    }

    [Fact]
    public async Task A_token_that_was_never_given_is_refused() =>
        await ShouldBeRefusedAsync(
            HttpStatusCode.BadRequest,
            "InvalidArgument",
            () => S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BucketName, ContinuationToken = "made up" }));

    [Fact]
    public async Task The_older_list_goes_on_by_markers()
    {
        Bucket.Seed(new("a/1", ""), new("a/2", ""), new("b", ""), new("c/1", ""), new("d", ""));

        List<string> seen = [];
        var request = new ListObjectsRequest { BucketName = BucketName, Delimiter = "/", MaxKeys = 1 };
        ListObjectsResponse page;
        do
        {
            page = await S3.ListObjectsAsync(request);
            seen.AddRange((page.S3Objects ?? []).Select(static one => one.Key).Concat(page.CommonPrefixes ?? []));
            request.Marker = page.NextMarker;
        }
        while (page.IsTruncated == true);

        seen.ShouldBe(["a/", "b", "c/", "d"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_together_are_what_a_simple_model_says_they_are(int seed)
    {
        var random = new Random(seed);
        string[] alphabet = ["a", "b", "/", "//", "-", "ü", "\uffee", "🎉", " ", "+"];
        string Text(int most) => string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => alphabet[random.Next(alphabet.Length)]));
        var keys = Enumerable.Range(0, 200).Select(_ => "k" + Text(7)).Distinct().ToList();
        Bucket.Seed([.. keys.Select(static key => new SeedObject(key, ""))]);

        for (var round = 0; round < 40; round++)
        {
            var prefix = random.Next(3) == 0 ? "" : "k" + Text(3);
            var delimiter = random.Next(3) == 0 ? null : alphabet[random.Next(alphabet.Length)];
            var after = random.Next(3) == 0 ? "k" + Text(4) : null;
            var request = new ListObjectsV2Request { BucketName = BucketName, Prefix = prefix, Delimiter = delimiter, StartAfter = after, MaxKeys = random.Next(1, 9) };

            var pages = await PagesAsync(request);

            var (objects, prefixes) = Model(keys, prefix, delimiter, after);
            var said = $"seed {seed}, round {round}: prefix '{prefix}', delimiter '{delimiter}', after '{after}', {request.MaxKeys} at once";
            pages.SelectMany(static page => page.S3Objects ?? []).Select(static one => one.Key).ShouldBe(objects, said);
            pages.SelectMany(static page => page.CommonPrefixes ?? []).ShouldBe(prefixes, said);
            pages.SkipLast(1).ShouldAllBe(page => page.KeyCount == request.MaxKeys, said);
        }
    }

    private static (List<string> Objects, List<string> Prefixes) Model(List<string> keys, string prefix, string? delimiter, string? after)
    {
        var ordered = keys.OrderBy(static key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal)
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Where(key => after is null || string.CompareOrdinal(Convert.ToHexString(Encoding.UTF8.GetBytes(key)), Convert.ToHexString(Encoding.UTF8.GetBytes(after))) > 0)
            .ToList();
        string? Common(string key) => delimiter is not null && key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is >= 0 and var at ? key[..(at + delimiter.Length)] : null;
        return ([.. ordered.Where(key => Common(key) is null)], [.. ordered.Select(Common).OfType<string>().Distinct()]);
    }

    private async Task<List<ListObjectsV2Response>> PagesAsync(ListObjectsV2Request request)
    {
        List<ListObjectsV2Response> pages = [];
        do
        {
            pages.Add(await S3.ListObjectsV2Async(request));
            request.ContinuationToken = pages[^1].NextContinuationToken;
        }
        while (pages[^1].IsTruncated == true);

        return pages;
    }
}
