using Amazon.CloudWatchLogs.Model;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>PutLogEvents.</summary>
public sealed class LogsPutTests : LogsEmulatorTest
{
    [Fact]
    public async Task A_batch_is_ingested_at_once()
    {
        await PrepareAsync();

        var response = await PutAsync((TimeSpan.FromSeconds(-1), "first ü\n  at line 2"), (TimeSpan.Zero, "second"));

        response.RejectedLogEventsInfo.ShouldBeNull();
        response.NextSequenceToken.ShouldNotBeEmpty();
        var events = Emulator.Group("orders").Events;
        events.Select(one => (one.Stream, one.Message)).ShouldBe([("a", "first ü\n  at line 2"), ("a", "second")]);
        (events[0].At, events[0].IngestedAt).ShouldBe((Now.AddSeconds(-1), Now));
    }

    [Fact]
    public async Task Events_that_are_too_old_or_too_new_are_rejected_and_the_others_kept()
    {
        await PrepareAsync();

        var response = await PutAsync(
            (-TimeSpan.FromDays(14) - TimeSpan.FromMilliseconds(2), "too old"),
            (-TimeSpan.FromDays(14) - TimeSpan.FromMilliseconds(1), "too old, too"),
            (TimeSpan.FromHours(-1), "past"),
            (TimeSpan.FromHours(2), "soon"),
            (TimeSpan.FromHours(2) + TimeSpan.FromMilliseconds(1), "too new"));

        response.RejectedLogEventsInfo.TooOldLogEventEndIndex.ShouldBe(2);
        response.RejectedLogEventsInfo.TooNewLogEventStartIndex.ShouldBe(4);
        response.RejectedLogEventsInfo.ExpiredLogEventEndIndex.ShouldBeNull();
        Emulator.Group("orders").Events.Select(one => one.Message).ShouldBe(["past", "soon"]);
    }

    [Fact]
    public async Task A_batch_that_breaks_a_rule_is_refused_whole()
    {
        await PrepareAsync();

        (await RefusalAsync((TimeSpan.Zero, "1"), (TimeSpan.FromMilliseconds(-1), "0"))).ShouldBe("Log events in a single PutLogEvents request must be in chronological order.");
        (await RefusalAsync((-TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1), "0"), (TimeSpan.Zero, "1"))).ShouldContain("cannot span more than 24 hours");
        (await RefusalAsync((TimeSpan.Zero, new string('x', 1_048_551)))).ShouldBe("Log event too large: 1048577 bytes exceeds limit of 1048576");
        (await RefusalAsync((TimeSpan.Zero, new string('x', 600_000)), (TimeSpan.Zero, new string('ü', 300_000)))).ShouldContain("Upload too large: 1200052 bytes");
        (await RefusalAsync((TimeSpan.Zero, ""))).ShouldContain("logEvents.message");
        (await RefusalAsync()).ShouldContain("logEvents");
        Emulator.Group("orders").Events.ShouldBeEmpty();
        await PutAsync((TimeSpan.Zero, new string('x', 1_048_550)));
        await Should.ThrowAsync<ResourceNotFoundException>(() => Logs.PutLogEventsAsync(new PutLogEventsRequest("orders", "none", [new() { Message = "x", Timestamp = Now.UtcDateTime }])));
        await Should.ThrowAsync<ResourceNotFoundException>(() => Logs.PutLogEventsAsync(new PutLogEventsRequest("none", "a", [new() { Message = "x", Timestamp = Now.UtcDateTime }])));
    }

    private async Task PrepareAsync()
    {
        await Logs.CreateLogGroupAsync(new CreateLogGroupRequest("orders"));
        await Logs.CreateLogStreamAsync(new CreateLogStreamRequest("orders", "a"));
    }

    private Task<PutLogEventsResponse> PutAsync(params (TimeSpan From, string Message)[] events) => Logs.PutLogEventsAsync(new PutLogEventsRequest(
        "orders", "a", [.. events.Select(one => new InputLogEvent { Timestamp = (Now + one.From).UtcDateTime, Message = one.Message })]));

    private async Task<string> RefusalAsync(params (TimeSpan From, string Message)[] events) =>
        (await Should.ThrowAsync<InvalidParameterException>(() => PutAsync(events))).Message;
}
