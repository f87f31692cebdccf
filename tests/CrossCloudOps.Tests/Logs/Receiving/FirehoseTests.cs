using System.Net;
using System.Text;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Tests.Logs.Receiving;

/// <summary>Firehose's protocol, from its side.</summary>
public sealed class FirehoseTests
{
    private const string Orders = "/aws/lambda/orders";
    private const string Bills = "/aws/lambda/bills";
    private const string Traceback = "Traceback (most recent call last):\n  File \"app.py\", line 3, in handler\nValueError: bad total";

    [Fact]
    public async Task A_batch_is_answered_as_firehose_asks_for_and_waits_to_be_counted()
    {
        await using var logs = await LogsStack.StartAsync();

        var answer = await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Record(Traceback)));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ContentType.ShouldBe("application/json");
        answer.Length.ShouldBe(answer.Text.Length);
        answer.Text.ShouldBe($$"""{"requestId":"{{FirehoseBatch.Id}}","timestamp":{{logs.Stack.Time.GetUtcNow().ToUnixTimeMilliseconds()}}}""");
        var (name, arrival) = (await logs.ArrivedAsync()).ShouldHaveSingleItem();
        name.ShouldBe($"%2Faws%2Flambda%2Forders/{FirehoseBatch.Id}");
        arrival.Group.ShouldBe(Orders);
        var find = arrival.Finds.ShouldHaveSingleItem();
        (find.FirstAt, find.LastAt).ShouldBe((FirehoseBatch.Sent - 5000, FirehoseBatch.Sent - 5000));
        find.Sample.ShouldBe(new LogSample(Traceback, Traceback.Length, ErrorDetail.Whole, FirehoseBatch.Sent - 5000, "2026/01/05/[$LATEST]5fea", null));
        EventMark.Read(find.Marks).ShouldBe([EventMark.Of("2026/01/05/[$LATEST]5fea", $"{1:D56}", FirehoseBatch.Sent - 5000)]);
        (await logs.UnreadableAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_group_has_its_own_document_and_streams_are_told_apart_in_it()
    {
        await using var logs = await LogsStack.StartAsync();

        await logs.FirehoseAsync(new FirehoseBatch(
            FirehoseBatch.Record(Orders, "a", 1, "ERROR same", "ERROR other"),
            FirehoseBatch.Record(Bills, "a", 1, "ERROR same"),
            FirehoseBatch.Record(Orders, "b", 1, "ERROR same")));

        var arrived = await logs.ArrivedAsync();
        arrived.Keys.ShouldBe([$"%2Faws%2Flambda%2Fbills/{FirehoseBatch.Id}", $"%2Faws%2Flambda%2Forders/{FirehoseBatch.Id}"]);
        arrived[$"%2Faws%2Flambda%2Fbills/{FirehoseBatch.Id}"].Finds.Select(Counted).ShouldBe([("ERROR same", 1)]);
        arrived[$"%2Faws%2Flambda%2Forders/{FirehoseBatch.Id}"].Finds.Select(Counted).ShouldBe([("ERROR same", 2), ("ERROR other", 1)]);
    }

    [Fact]
    public async Task An_event_that_is_twice_in_a_request_is_marked_once()
    {
        await using var logs = await LogsStack.StartAsync();

        await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Record("ERROR same"), FirehoseBatch.Record("ERROR same")));

        Counted(await logs.OnlyFindAsync()).ShouldBe(("ERROR same", 1));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task The_whole_request_may_be_compressed(string? encoding)
    {
        await using var logs = await LogsStack.StartAsync();

        var answer = await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Record("ERROR a")) { Encoding = encoding });

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        Counted(await logs.OnlyFindAsync()).ShouldBe(("ERROR a", 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(" \r\n")]
    public async Task Records_that_firehose_decompressed_hold_one_document_or_several(string between)
    {
        await using var logs = await LogsStack.StartAsync();
        var record = FirehoseBatch.Payload(Orders, "a", 1, "ERROR a") + between + FirehoseBatch.Payload(Orders, "a", 2, "ERROR a") + between;

        await logs.FirehoseAsync(new FirehoseBatch(Encoding.UTF8.GetBytes(record)));

        Counted(await logs.OnlyFindAsync()).ShouldBe(("ERROR a", 2));
    }

    [Fact]
    public async Task A_delimiter_behind_the_compressed_payload_does_no_harm()
    {
        await using var logs = await LogsStack.StartAsync();

        await logs.FirehoseAsync(new FirehoseBatch([.. FirehoseBatch.Record("ERROR a"), (byte)'\n']));

        Counted(await logs.OnlyFindAsync()).ShouldBe(("ERROR a", 1));
    }

    [Theory]
    [InlineData("ERROR a\nERROR a\r\n\n")]
    [InlineData("{\"level\":\"error\",\"message\":\"a\"}\n{\"level\":\"error\",\"message\":\"a\"}")]
    public async Task Lines_that_firehose_extracted_are_listed_under_its_streams_name(string lines)
    {
        await using var logs = await LogsStack.StartAsync();

        await logs.FirehoseAsync(new FirehoseBatch(Encoding.UTF8.GetBytes(lines)));

        var (name, arrival) = (await logs.ArrivedAsync()).ShouldHaveSingleItem();
        (name, arrival.Group).ShouldBe(($"firehose%2Ferrors/{FirehoseBatch.Id}", "firehose/errors"));
        Counted(arrival.Finds.ShouldHaveSingleItem()).Count.ShouldBe(2);
        arrival.Finds[0].FirstAt.ShouldBe(FirehoseBatch.Sent);
    }

    [Fact]
    public async Task A_control_message_is_acknowledged_and_nothing_more()
    {
        await using var logs = await LogsStack.StartAsync();
        const string Control = """{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1767582855926,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}""";

        var answer = await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Gzip(Control), Encoding.UTF8.GetBytes(Control)));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        (await logs.Store.ListAsync("logs/", default).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_tells_of_no_failure_does_not_count()
    {
        await using var logs = await LogsStack.StartAsync();

        await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Record(
            "INIT_START Runtime Version: python:3.12.v36\tRuntime Version ARN: arn:aws:lambda:eu-central-1::runtime:0",
            "START RequestId: 5fea7756 Version: $LATEST",
            "INFO all is well",
            "DEBUG all is very well",
            "END RequestId: 5fea7756",
            "REPORT RequestId: 5fea7756\tDuration: 3.21 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB",
            """{"time":"2026-01-05T03:14:15.926Z","type":"platform.start","record":{"requestId":"5fea7756"}}""",
            """{"time":"2026-01-05T03:14:15.926Z","type":"platform.report","record":{"requestId":"5fea7756","status":"success"}}""")));
        (await logs.ArrivedAsync()).ShouldBeEmpty();

        await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Record(
            "REPORT RequestId: 5fea7757\tDuration: 3000.00 ms\tStatus: timeout",
            """{"time":"2026-01-05T03:14:15.926Z","type":"platform.report","record":{"requestId":"5fea7757","status":"timeout"}}""")));
        (await logs.ArrivedAsync()).ShouldHaveSingleItem().Value.Finds.ShouldHaveSingleItem().Marks.Length.ShouldBe(2 * EventMark.Bytes);
    }

    [Fact]
    public async Task The_same_request_again_changes_nothing()
    {
        await using var logs = await LogsStack.StartAsync();
        var batch = new FirehoseBatch(FirehoseBatch.Record("ERROR a"), [1, 2, 3]);
        await logs.FirehoseAsync(batch);
        var before = await logs.Store.ListAsync("logs/", default).Select(static d => (d.Name, d.ETag)).ToListAsync();

        var answer = await logs.FirehoseAsync(batch);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        before.Count.ShouldBe(2);
        (await logs.Store.ListAsync("logs/", default).Select(static d => (d.Name, d.ETag)).ToListAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Escapes_of_terminals_are_not_shown_and_an_event_of_a_megabyte_is_cut()
    {
        await using var logs = await LogsStack.StartAsync();
        var large = $"\e[31mERROR\e[0m {new string('x', 1_000_000)}🧨";

        await logs.FirehoseAsync(new FirehoseBatch(FirehoseBatch.Record(large)));

        var sample = (await logs.OnlyFindAsync()).Sample;
        sample.Text.ShouldBe($"ERROR {new string('x', LogSample.LongestText - 6)}");
        sample.Length.ShouldBe(1_000_008);
    }

    [Fact]
    public async Task Too_much_for_one_document_is_divided_always_in_the_same_way()
    {
        await using var logs = await LogsStack.StartAsync();
        var batch = new FirehoseBatch([.. Enumerable.Range(0, 50).Select(static n => FirehoseBatch.Record(Orders, "a", n, $"ERROR {(char)('A' + n)}{new string('x', 70_000)}"))]);

        await logs.FirehoseAsync(batch);
        var arrived = await logs.ArrivedAsync();
        await logs.FirehoseAsync(batch);

        arrived.Count.ShouldBeGreaterThan(1);
        arrived.Keys.Select(static name => name.Split('/')[1]).ShouldBe([FirehoseBatch.Id, .. Enumerable.Range(2, arrived.Count - 1).Select(static n => $"{FirehoseBatch.Id}-{n}")]);
        arrived.Values.SelectMany(static a => a.Finds).Select(static f => f.Sample.Text[6]).Order().ShouldBe(Enumerable.Range(0, 50).Select(static n => (char)('A' + n)));
        (await logs.ArrivedAsync()).Keys.ShouldBe(arrived.Keys);
    }

    private static (string Text, int Count) Counted(LogFind find) => (find.Sample.Text, EventMark.Read(find.Marks).Count());
}
