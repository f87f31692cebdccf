using System.IO.Compression;
using System.Net;
using System.Text;
using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Receiving;

/// <summary>What is wrong with a request, or with some of its records.</summary>
public sealed class FirehoseFaultTests
{
    private static readonly byte[] Good = FirehoseBatch.Record("ERROR good");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("an-access-key-of-firehosE")]
    [InlineData("an-access-key-of-firehose,an-access-key-of-firehose")]
    public async Task Without_the_key_nothing_of_it_is_read(string? key)
    {
        await using var logs = await LogsStack.StartAsync();

        // Wrong in every other way too: the key is all that is told of.
        var answer = await logs.FirehoseAsync(new FirehoseBatch(Good) { Key = key, Version = "7", HeaderId = "other", Encoding = "br", Raw = [0xFF] });

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        (answer.RequestId, answer.Error).ShouldBe(("other", "The access key is missing or wrong."));
        (await logs.Store.ListAsync("logs/", default).CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(LogsStack.Key)]
    [InlineData(LogsStack.OtherKey)]
    public async Task While_a_key_is_replaced_the_old_and_the_new_one_are_taken(string key)
    {
        await using var logs = await LogsStack.StartAsync();

        (await logs.FirehoseAsync(new FirehoseBatch(Good) { Key = key })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_no_key_is_set_there_is_nothing()
    {
        await using var logs = await LogsStack.StartAsync(settings: [("Logs:AccessKeys:0", null), ("Logs:AccessKeys:1", null), ("Logs:Groups:0:Received", null)]);

        var firehose = await logs.FirehoseAsync(new FirehoseBatch(Good));
        var subscription = await logs.PostAsync("subscription", "{}"u8.ToArray(), ("x-api-key", LogsStack.Key));

        (firehose.Status, subscription.Status).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "version", "X-Amz-Firehose-Protocol-Version must be 1.0." },
        { "no version", "X-Amz-Firehose-Protocol-Version must be 1.0." },
        { "no id", "X-Amz-Firehose-Request-Id is missing, or too long." },
        { "long id", "X-Amz-Firehose-Request-Id is missing, or too long." },
        { "other id", "X-Amz-Firehose-Request-Id is not the requestId of the body." },
        { "encoding", "Content-Encoding must be gzip, or absent." },
        { "gzip", "The body's gzip is broken." },
        { "many", "There are over 10,000 records." },
        { "large", "The body is over 64 MiB before compression." },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_request_is_refused_so_that_firehose_keeps_it(string how, string error)
    {
        var batch = new FirehoseBatch(Good);
        batch = how switch
        {
            "version" => batch with { Version = "1.1" },
            "no version" => batch with { Version = null },
            "no id" => batch with { HeaderId = null },
            "long id" => batch with { HeaderId = new string('x', 300) },
            "other id" => batch with { HeaderId = "other" },
            "encoding" => batch with { Encoding = "deflate" },
            "many" => batch with { Records = [.. Enumerable.Repeat<byte[]>([1], 10_001)] },
            "large" => batch with { Encoding = "gzip", Raw = new byte[ReceivedBody.Limit + 1] },
            _ => batch,
        };
        await using var logs = await LogsStack.StartAsync();

        var answer = how == "gzip"
            ? await logs.PostAsync("firehose", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], (batch with { Encoding = "gzip" }).Headers)
            : await logs.FirehoseAsync(batch);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ContentType.ShouldBe("application/json");
        answer.Error.ShouldBe(error);
        answer.RequestId.ShouldBe(how is "no id" or "long id" ? null : batch.HeaderId);
        (await logs.Store.ListAsync("logs/", default).CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":1,"records":{}}""")]
    [InlineData("""{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":"1","records":[]}""")]
    [InlineData("""{"requestId":7,"timestamp":1,"records":[]}""")]
    [InlineData("""{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":1,"records":[]""")]
    [InlineData("""{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":1,"records":[]} 7""")]
    [InlineData("""{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":1,"records":[[[[[[[[[[[[]]]]]]]]]]]]}""")]
    public async Task A_body_that_is_not_firehoses_is_refused(string body)
    {
        await using var logs = await LogsStack.StartAsync();

        var answer = await logs.FirehoseAsync(new FirehoseBatch { Raw = Encoding.UTF8.GetBytes(body) });

        (answer.Status, answer.Error).ShouldBe((HttpStatusCode.BadRequest, "The body is not JSON of the form {requestId, timestamp, records: [{data}]}."));
    }

    [Fact]
    public async Task What_can_be_read_of_a_request_is_kept_and_what_cannot_is_told_of()
    {
        await using var logs = await LogsStack.StartAsync();
        string[] records =
        [
            Base64(Good),
            Base64(Good[..^30]),
            Base64([.. Good[..40], 0, 0, 0, 0, .. Good[44..]]),
            Base64(Good[..10]),
            "not base64!",
            Base64([0, 1, 2, 3, 0xFF]),
            Base64(FirehoseBatch.Gzip("""{"messageType":"DATA_MESSAGE","logGroup":"g","logStream":"s","logEvents":[{"id":"1","message":"no time"}]}""")),
            Base64(FirehoseBatch.Gzip(FirehoseBatch.Payload("/aws/lambda/orders", "a", 1, "ERROR cut")[..^10])),
            Base64(FirehoseBatch.Gzip(FirehoseBatch.Payload(new string('g', 513), "a", 1, "ERROR long"))),
            Base64(FirehoseBatch.Record("ERROR good")).Replace("/", "\\/", StringComparison.Ordinal),
        ];
        var json = string.Join(',', records.Select(static r => $$"""{"more":[{}],"data":"{{r}}"}""").Append("{}").Append("7").Append("""{"data":7}"""));

        var answer = await logs.FirehoseAsync(new FirehoseBatch { Raw = Encoding.UTF8.GetBytes($$"""{"requestId":"{{FirehoseBatch.Id}}","timestamp":1,"records":[{{json}}]}""") });

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (await logs.OnlyFindAsync()).Sample.Text.ShouldBe("ERROR good");
        var unreadable = (await logs.UnreadableAsync()).ShouldHaveSingleItem();
        (unreadable.Request, unreadable.Source, unreadable.Records, unreadable.At).ShouldBe((FirehoseBatch.Id, LogsStack.Arn, 13, logs.Stack.Time.GetUtcNow()));
        unreadable.Unreadable.ShouldBe([new(UnreadableReason.NoData, 3), new(UnreadableReason.Base64, 1), new(UnreadableReason.Gzip, 3), new(UnreadableReason.NoPayload, 4)]);
    }

    [Fact]
    public async Task A_bomb_is_told_of_and_the_other_records_are_taken()
    {
        await using var logs = await LogsStack.StartAsync();

        var answer = await logs.FirehoseAsync(new FirehoseBatch(Bomb.Value, Good, Bomb.Value));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        (await logs.OnlyFindAsync()).Sample.Text.ShouldBe("ERROR good");
        (await logs.UnreadableAsync()).ShouldHaveSingleItem().Unreadable.ShouldBe([new(UnreadableReason.TooLarge, 2)]);
    }

    /// <summary>What comes behind the place where reading must stop is no gzip any more: whoever read on would stumble there.</summary>
    [Fact]
    public void Nothing_is_inflated_beyond_the_bound()
    {
        var brokenBehind = Bomb.Value.ToArray();
        var behind = brokenBehind.Length / 50;
        brokenBehind.AsSpan(behind..^4).Fill(0xFF);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var inflated = Gzip.Inflate(brokenBehind, out var reason);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        (inflated, reason).ShouldBe((null, UnreadableReason.TooLarge));
        allocated.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void A_gzip_that_lies_about_its_length_takes_no_more_than_it_said()
    {
        var liar = Bomb.Value.ToArray();
        liar.AsSpan(^4..).Clear();

        var inflated = Gzip.Inflate(liar, out var reason);

        (inflated, reason).ShouldBe((null, UnreadableReason.TooLarge));
    }

    [Fact]
    public async Task Text_that_is_no_unicode_is_mended()
    {
        await using var logs = await LogsStack.StartAsync();
        var payload = Encoding.UTF8.GetBytes(FirehoseBatch.Payload("/aws/lambda/orders", "a", 1, "ERROR #"));
        payload[Array.IndexOf(payload, (byte)'#')] = 0xC3;
        var surrogate = FirehoseBatch.Payload("/aws/lambda/bills", "a", 1, "ERROR #").Replace("#", "\\ud83e \\t\\u00e9\\\\", StringComparison.Ordinal);

        await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Gzip(payload), FirehoseBatch.Gzip(surrogate)));

        (await logs.ArrivedAsync()).Values.Select(static a => a.Finds[0].Sample.Text).ShouldBe(["ERROR \uFFFD \té\\", "ERROR \uFFFD"]);
        (await logs.UnreadableAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_store_is_down_firehose_keeps_what_it_has()
    {
        var crash = new CrashPoint(1, afterEffect: false);
        await using var logs = await LogsStack.StartAsync(crash);

        var answer = await logs.FirehoseAsync(new FirehoseBatch(Good));

        (answer.Status, answer.RequestId).ShouldBe((HttpStatusCode.ServiceUnavailable, FirehoseBatch.Id));
        answer.Error.ShouldBe("What was received could not be stored. Send it again.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_died_at_any_moment_leaves_what_the_repetition_completes(bool afterEffect)
    {
        var batch = new FirehoseBatch(FirehoseBatch.Record("/aws/lambda/a", "s", 1, "ERROR a"), FirehoseBatch.Record("/aws/lambda/b", "s", 1, "ERROR b"), [0]);
        for (var call = 1; call <= 3; call++)
        {
            await using var logs = await LogsStack.StartAsync(new CrashPoint(call, afterEffect));
            (await logs.FirehoseAsync(batch)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            await logs.RestartAsync();

            (await logs.FirehoseAsync(batch)).Status.ShouldBe(HttpStatusCode.OK);

            (await logs.ArrivedAsync()).Values.Select(static a => a.Finds.ShouldHaveSingleItem().Sample.Text).ShouldBe(["ERROR a", "ERROR b"]);
            (await logs.UnreadableAsync()).ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task A_request_of_64_MiB_is_taken()
    {
        await using var logs = await LogsStack.StartAsync();
        var body = Encoding.UTF8.GetString(new FirehoseBatch(Good).Body);

        var answer = await logs.FirehoseAsync(new FirehoseBatch { Raw = Encoding.UTF8.GetBytes(body + new string(' ', ReceivedBody.Limit - body.Length)) });

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (await logs.OnlyFindAsync()).Sample.Text.ShouldBe("ERROR good");
    }

    /// <summary>Two gigabytes in two megabytes: made of one block that stands there often, which is quicker than to compress so much.</summary>
    private static readonly Lazy<byte[]> Bomb = new(static () =>
    {
        var zeros = new byte[16 * 1024 * 1024];
        using var block = new MemoryStream();
        using (var deflate = new DeflateStream(block, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(zeros);
            deflate.Flush();
        }

        // Without the end that the disposal wrote, so that the next one follows.
        var open = block.ToArray()[..^2];
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. Enumerable.Repeat(open, 128).SelectMany(static b => b), 3, 0, 0, 0, 0, 0, 0, 0, 0, 0x80];
    });

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);
}
