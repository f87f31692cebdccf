using System.Text.Json;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.WiderTests.Aws;

namespace CrossCloudOps.WiderTests.S3;

/// <summary>What operators do on the command line, against our emulator at the address that queues have too.</summary>
internal sealed class AwsCliScenarios : IAsyncDisposable
{
    private const int Large = (20 * 1024 * 1024) + 7;

    private readonly AwsCli _cli;
    private readonly AwsEmulator _aws;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosscloudops-s3-");

    private AwsCliScenarios(AwsCli cli, AwsEmulator aws) => (_cli, _aws) = (cli, aws);

    public static async Task FilesAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        var source = scenario.File("grüße & 100%+.json", "{\"body\":true}"u8.ToArray());
        await scenario.S3Async("mb", "s3://bodies");

        await scenario.S3Async("cp", source, "s3://bodies/folder/grüße & 100%+.json", "--metadata", "route=github");
        await scenario.S3Async("cp", source, "s3://bodies/top");

        var stored = scenario._aws.S3.Bucket("bodies").Read("folder/grüße & 100%+.json").ShouldNotBeNull();
        (stored.Text, stored.ContentType, stored.Metadata["route"]).ShouldBe(("{\"body\":true}", "application/json", "github"));
        var top = await scenario.S3Async("ls", "s3://bodies");
        top.ShouldContain("PRE folder/");
        top.ShouldContain(" 13 top");
        (await scenario.S3Async("ls", "s3://bodies", "--recursive")).ShouldContain(" 13 folder/grüße & 100%+.json");
        (await scenario.S3Async("ls")).ShouldContain(" bodies");
        var back = Path.Combine(scenario._folder.FullName, "back");
        await scenario.S3Async("cp", "s3://bodies/folder/grüße & 100%+.json", back);
        (await System.IO.File.ReadAllTextAsync(back)).ShouldBe("{\"body\":true}");
        await scenario.S3Async("rm", "s3://bodies", "--recursive");
        scenario._aws.S3.Bucket("bodies").Keys.ShouldBeEmpty();
        await scenario.S3Async("rb", "s3://bodies");
        scenario._aws.S3.Buckets.ShouldBeEmpty();
    }

    public static async Task LargeFileAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        var bytes = new byte[Large];
        new Random(3).NextBytes(bytes);
        var bucket = scenario._aws.S3.CreateBucket("bodies");

        await scenario.S3Async("cp", scenario.File("large", bytes), "s3://bodies/large");

        bucket.Read("large")!.Content.ToArray().ShouldBe(bytes);
        bucket.Read("large")!.ETag.ShouldEndWith("-3\"");
        bucket.UploadsInProgress.ShouldBe(0);
        var back = Path.Combine(scenario._folder.FullName, "back");
        await scenario.S3Async("cp", "s3://bodies/large", back);
        (await System.IO.File.ReadAllBytesAsync(back)).ShouldBe(bytes);
    }

    public static async Task ListsAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        scenario._aws.S3.CreateBucket("beats").Seed(
            new("pulse/a b.json", "{}"), new("pulse/ü+%.json", "{}"), new("pulse/z.json", "{}"), new("echo/z", "ok"));

        (await scenario.KeysAsync("--prefix", "pulse/", "--start-after", "pulse/a b.json")).ShouldBe(["pulse/z.json", "pulse/ü+%.json"]);
        (await scenario.KeysAsync("--page-size", "1")).ShouldBe(["echo/z", "pulse/a b.json", "pulse/z.json", "pulse/ü+%.json"]);
        var folders = await scenario.ApiAsync("list-objects-v2", "--bucket", "beats", "--delimiter", "/");
        folders.GetProperty("CommonPrefixes").EnumerateArray().Select(static prefix => prefix.GetProperty("Prefix").GetString()).ShouldBe(["echo/", "pulse/"]);
        var first = await scenario.ApiAsync("list-objects", "--bucket", "beats", "--max-items", "1");
        first.GetProperty("Contents").EnumerateArray().ShouldHaveSingleItem().GetProperty("Key").GetString().ShouldBe("echo/z");
        (await scenario.ApiAsync("get-bucket-location", "--bucket", "beats")).GetProperty("LocationConstraint").GetString().ShouldBe("eu-central-1");
        (await scenario.ApiAsync("list-buckets")).GetProperty("Buckets").EnumerateArray().ShouldHaveSingleItem().GetProperty("Name").GetString().ShouldBe("beats");
    }

    public static async Task ObjectAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        var bucket = scenario._aws.S3.CreateBucket("beats");
        var body = scenario.File("body", "abcdefghij"u8.ToArray());
        var back = Path.Combine(scenario._folder.FullName, "back");

        var put = await scenario.ApiAsync("put-object", "--bucket", "beats", "--key", "one", "--body", body, "--content-type", "text/x-beat", "--checksum-algorithm", "SHA256");
        var head = await scenario.ApiAsync("head-object", "--bucket", "beats", "--key", "one", "--checksum-mode", "ENABLED");
        await scenario.ApiAsync("get-object", "--bucket", "beats", "--key", "one", "--range", "bytes=2-4", back);

        put.GetProperty("ETag").GetString().ShouldBe(bucket.Read("one")!.ETag);
        head.GetProperty("ContentType").GetString().ShouldBe("text/x-beat");
        head.GetProperty("ContentLength").GetInt32().ShouldBe(10);
        head.GetProperty("ChecksumSHA256").GetString().ShouldBe(put.GetProperty("ChecksumSHA256").GetString());
        (await System.IO.File.ReadAllTextAsync(back)).ShouldBe("cde");
        var deleted = await scenario.ApiAsync("delete-objects", "--bucket", "beats", "--delete", """{"Objects":[{"Key":"one"},{"Key":"<ü>"}]}""");
        deleted.GetProperty("Deleted").GetArrayLength().ShouldBe(2);
        bucket.Keys.ShouldBeEmpty();
    }

    public static async Task ErrorsAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        scenario._aws.S3.CreateBucket("beats");
        var back = Path.Combine(scenario._folder.FullName, "back");

        (await scenario.RefusalAsync("s3api", "get-object", "--bucket", "beats", "--key", "none", back)).ShouldContain("(NoSuchKey) when calling the GetObject operation: The specified key does not exist.");
        (await scenario.RefusalAsync("s3api", "list-objects-v2", "--bucket", "nowhere")).ShouldContain("(NoSuchBucket) when calling the ListObjectsV2 operation");
        (await scenario.RefusalAsync("s3", "cp", "s3://beats/none", back)).ShouldContain("(404) when calling the HeadObject operation");
        scenario._aws.S3.Deny("beats");
        (await scenario.RefusalAsync("s3", "ls", "s3://beats")).ShouldContain("(AccessDenied) when calling the ListObjectsV2 operation");
    }

    /// <summary>For command lines that know conditions of writes.</summary>
    public static async Task ConditionsAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        var bucket = scenario._aws.S3.CreateBucket("beats");
        string[] put = ["s3api", "put-object", "--bucket", "beats", "--key", "one", "--if-none-match", "*", "--body"];

        await scenario._cli.TextAsync(scenario._aws.Endpoint, [.. put, scenario.File("first", "first"u8.ToArray())]);
        (await scenario.RefusalAsync([.. put, scenario.File("second", "second"u8.ToArray())])).ShouldContain("(PreconditionFailed) when calling the PutObject operation");
        (await scenario.RefusalAsync("s3api", "delete-object", "--bucket", "beats", "--key", "one", "--if-match", "\"other\"")).ShouldContain("(PreconditionFailed)");

        bucket.Read("one")!.Text.ShouldBe("first");
    }

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<AwsCliScenarios> StartAsync(string cli) => new(AwsCli.All[cli], await AwsEmulator.StartAsync());

    private string File(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    private Task<string> S3Async(params string[] arguments) => _cli.TextAsync(_aws.Endpoint, ["s3", .. arguments]);

    private Task<JsonElement> ApiAsync(params string[] arguments) => _cli.JsonAsync(_aws.Endpoint, ["s3api", .. arguments]);

    private Task<string> RefusalAsync(params string[] arguments) => _cli.RefusalAsync(_aws.Endpoint, arguments);

    private async Task<IEnumerable<string?>> KeysAsync(params string[] arguments)
    {
        var listed = await ApiAsync(["list-objects-v2", "--bucket", "beats", .. arguments]);
        return listed.GetProperty("Contents").EnumerateArray().Select(static one => one.GetProperty("Key").GetString());
    }
}
