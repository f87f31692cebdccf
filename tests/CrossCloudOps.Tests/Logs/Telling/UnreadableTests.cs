using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Logs.Telling;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Logs.Receiving;

namespace CrossCloudOps.Tests.Logs.Telling;

/// <summary>Records of Firehose that nobody can read: told once, and over a day later.</summary>
public sealed class UnreadableTests
{
    private static readonly byte[] Broken = FirehoseBatch.Record("ERROR cut off")[..30];

    [Fact]
    public async Task It_is_told_with_its_stream_its_reasons_and_what_to_do_and_ends_a_day_after_the_newest()
    {
        await using var logs = await LogsStack.StartAsync();
        await SendAsync(logs, "first", Broken, Broken, FirehoseBatch.Record("ERROR good"));
        await TellAsync(logs);

        var says = logs.Stack.OnlyShown.Says();
        says.ShouldStartWith($"🧩 2 log records could not be read\n`{LogsStack.Arn}`\nsince ");
        says.ShouldContain("2 of 3 records of request `first`");
        says.ShouldContain("• *2* had gzip that is broken or cut off. A transformation");
        logs.Stack.Time.Advance(TimeSpan.FromHours(20));
        await SendAsync(logs, "second", Broken[..25], Broken);
        await TellAsync(logs);
        logs.Stack.OnlyShown.Says().ShouldStartWith("🧩 4 log records");
        logs.Stack.OnlyShown.Says().ShouldContain("records of request `second`");

        logs.Stack.Time.Advance(TimeSpan.FromHours(10));
        await TellAsync(logs);
        logs.Stack.OnlyShown.Says().ShouldStartWith("🧩 2 log records");
        (await logs.UnreadableAsync()).ShouldHaveSingleItem().Request.ShouldBe("second");

        logs.Stack.Time.Advance(TimeSpan.FromHours(14.1));
        await logs.App.NotifyAsync();
        logs.Stack.OnlyShown.Says().ShouldStartWith("✅ Log records can be read again");
        (await logs.UnreadableAsync()).ShouldBeEmpty();
        await TellAsync(logs);
        logs.Stack.OnlyShown.Text.ShouldBe("Log records can be read again");
    }

    [Fact]
    public async Task What_was_told_is_not_written_again_each_minute()
    {
        await using var logs = await LogsStack.StartAsync();
        await SendAsync(logs, "first", Broken);
        await TellAsync(logs);
        var before = await ChangedAsync(logs);

        logs.Stack.Time.Advance(TimeSpan.FromMinutes(1));
        await logs.App.Get<UnreadableLogs>().TellAsync(default);

        (await ChangedAsync(logs)).ShouldBe(before);
    }

    [Fact]
    public async Task Of_very_many_requests_only_the_newest_are_looked_at()
    {
        await using var logs = await LogsStack.StartAsync();
        var intake = logs.App.Get<LogIntake>();
        var batch = new ReceivedBatch(new Dictionary<string, FoundErrors>(), [new UnreadableCount(UnreadableReason.Gzip, 1)], Events: 0);
        for (var n = 0; n < 103; n++)
        {
            await intake.KeepUnreadableAsync($"request-{n}", n % 2 == 0 ? LogsStack.Arn : "arn:of-another", 7, batch, default);
        }

        await TellAsync(logs);

        logs.Stack.OnlyShown.Says().ShouldStartWith("🧩 over 103 log records could not be read");
        logs.Stack.OnlyShown.Says().ShouldContain("and 1 more\nsince");
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_itself_hides_no_other()
    {
        await using var logs = await LogsStack.StartAsync();
        await SendAsync(logs, "first", Broken, Broken);
        await logs.Store.WriteAsync($"{UnreadableRecords.Folder}broken", "{"u8.ToArray(), default);

        await TellAsync(logs);

        logs.Stack.OnlyShown.Says().ShouldStartWith("🧩 over 3 log records could not be read");
        logs.Stack.OnlyShown.Says().ShouldContain("of request `first`");
    }

    private static async Task SendAsync(LogsStack logs, string request, params byte[][] records) =>
        (await logs.FirehoseAsync(new FirehoseBatch(records) { RequestId = request, HeaderId = request })).Status.ShouldBe(System.Net.HttpStatusCode.OK);

    private static async Task TellAsync(LogsStack logs)
    {
        await logs.App.Get<UnreadableLogs>().TellAsync(default);
        logs.Stack.Time.Advance(TimeSpan.FromSeconds(16));
        await logs.App.NotifyAsync();
    }

    private static async Task<DateTimeOffset> ChangedAsync(LogsStack logs) =>
        (await logs.Store.ListAsync("changed/log-unreadable/", default).ToListAsync()).ShouldHaveSingleItem().LastModified;
}
