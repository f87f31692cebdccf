using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Logs.Folding;

/// <summary>Batches of somebody who does not know that his lease is over.</summary>
public sealed class LogFoldTests
{
    private static readonly LogGroup Group = new(LogScenario.Orders, new LogGroupOptions());

    [Fact]
    public async Task A_batch_whose_number_is_counted_already_is_not_counted_and_does_not_stay()
    {
        await using var logs = await LogScenario.StartAsync();
        var fold = logs.Get<LogFold>();
        var state = await fold.ReadStateAsync(Group, default);
        (await fold.AddAsync(Group, Batch(logs, state, "first"), default)).ShouldBeTrue();

        var late = await fold.AddAsync(Group, Batch(logs, state, "late"), default);

        late.ShouldBeFalse();
        (await logs.RecordsAsync()).ShouldHaveSingleItem().Title.ShouldBe("first");
        (await logs.App.Store.ListAsync(LogBatch.Folder, default).ToListAsync()).ShouldBeEmpty();
        (await fold.ReadStateAsync(Group, default)).Sequence.ShouldBe(state.Sequence + 1);
    }

    [Fact]
    public async Task A_batch_that_stands_at_its_place_is_counted_instead_of_it()
    {
        await using var logs = await LogScenario.StartAsync();
        var fold = logs.Get<LogFold>();
        var state = await fold.ReadStateAsync(Group, default);
        var there = Batch(logs, state, "there");
        await logs.App.Store.CreateAsync(LogBatch.NameOf(Group.Key, there.State.Sequence), there, LogsJson.Default.LogBatch, default);

        var second = await fold.AddAsync(Group, Batch(logs, state, "second"), default);

        second.ShouldBeFalse();
        (await logs.RecordsAsync()).ShouldHaveSingleItem().Title.ShouldBe("there");
    }

    [Fact]
    public async Task A_cursor_of_before_does_not_go_back()
    {
        await using var logs = await LogScenario.StartAsync();
        var fold = logs.Get<LogFold>();
        var state = await fold.ReadStateAsync(Group, default);
        await fold.AddAsync(Group, Batch(logs, state, "first"), default);

        await fold.MoveOnAsync(Group, state with { ReadUpTo = 1 }, default);

        (await fold.ReadStateAsync(Group, default)).ReadUpTo.ShouldBeNull();
    }

    private static LogBatch Batch(LogScenario logs, GroupState state, string title)
    {
        var at = logs.Now.ToUnixTimeMilliseconds();
        var find = new LogFind
        {
            Fingerprint = $"fingerprint-{title}",
            Title = title,
            Sample = new LogSample(title, title.Length, ErrorDetail.Whole, at, "stream", null),
            FirstAt = at,
            LastAt = at,
            Marks = EventMark.Write([EventMark.Of("stream", title, at)]),
        };
        return new LogBatch { At = logs.Now, Finds = [find], Crowd = [], State = state with { Sequence = state.Sequence + 1 } };
    }
}
