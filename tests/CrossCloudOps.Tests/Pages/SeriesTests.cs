using CrossCloudOps.Pages;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrossCloudOps.Tests.Pages;

public sealed class SeriesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 30, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_counted_is_shown_by_hour_and_forgotten_after_a_day()
    {
        var hour = Hours.Of(Start);
        var series = Counted(new Series(), hour, 2);
        series = Counted(series, hour, 3);
        series = Counted(series, hour + 1, 4);

        Hours.Counted(series.Counted["line"], Start.AddHours(2)).ShouldBe([.. new double[21], 5, 4, 0]);
        Counted(series, hour + 24, 1).Counted["line"].Keys.ShouldBe([hour + 1, hour + 24]);
        series.With(new SeriesNews { Counted = new() { [("other", hour + 30)] = 1 } }, Start.AddHours(30)).Counted.Keys.ShouldBe(["other"]);
    }

    [Fact]
    public void What_is_measured_stays_until_something_else_is_measured()
    {
        var hour = Hours.Of(Start);
        var series = Measured(Measured(new Series(), hour, 7), hour + 2, 3);

        Hours.Measured(series.Measured["line"], Start.AddHours(3)).ShouldBe([.. new double[20], 7, 7, 3, 3]);
        Hours.Measured(Measured(series, hour + 40, 4).Measured["line"], Start.AddHours(41)).ShouldBe([.. Enumerable.Repeat(3.0, 22), 4, 4]);
    }

    [Fact]
    public void Nothing_new_is_no_change()
    {
        var series = Measured(new Series(), Hours.Of(Start), 7);

        Measured(series, Hours.Of(Start) + 1, 7).ShouldBeSameAs(series);
        Measured(new Series(), Hours.Of(Start), 0).Measured.ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_written_every_three_minutes_and_only_if_something_changed()
    {
        await using var stack = await Stack.StartAsync();
        var gate = new StoreGate();
        await using var app = await AppInstance.StartAsync(stack, services: gate.Attach);
        var book = new SeriesBook("test", app.Store, stack.Time, NullLogger<SeriesBook>.Instance);

        for (var tick = 0; tick < 20; tick++)
        {
            book.Count("line");
            book.Measure("other", 5);
            await book.KeepAsync(default);
            stack.Time.Advance(TimeSpan.FromSeconds(18));
        }

        Writes(gate).ShouldBe(2);
        stack.Time.Advance(SeriesBook.KeepsEvery);
        await book.KeepAsync(default);
        (await book.ReadAsync(default))!.Counted["line"].Values.Sum().ShouldBe(20);
        stack.Time.Advance(SeriesBook.KeepsEvery);
        book.Measure("other", 5);
        await book.KeepAsync(default);
        Writes(gate).ShouldBe(3);
    }

    [Fact]
    public async Task What_comes_after_a_look_that_found_nothing_new_does_not_wait()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var book = new SeriesBook("test", app.Store, stack.Time, NullLogger<SeriesBook>.Instance);
        book.Measure("waiting", 0);
        await book.KeepAsync(default);

        book.Count("line");
        await book.KeepAsync(default);

        (await book.ReadAsync(default))!.Counted["line"].Values.ShouldBe([1]);
    }

    [Fact]
    public async Task What_could_not_be_written_is_kept_for_the_next_time_and_two_instances_add_up()
    {
        await using var stack = await Stack.StartAsync();
        var gate = new StoreGate();
        await using var app = await AppInstance.StartAsync(stack, services: gate.Attach);
        var one = new SeriesBook("test", app.Store, stack.Time, NullLogger<SeriesBook>.Instance);
        var other = new SeriesBook("test", app.Store, stack.Time, NullLogger<SeriesBook>.Instance);
        one.Count("line", 3);
        gate.Fails = static _ => true;
        await one.KeepAsync(default);
        gate.Fails = static _ => false;
        other.Count("line", 4);

        await other.KeepAsync(default);
        await one.KeepAsync(default);

        (await one.ReadAsync(default))!.Counted["line"].Values.Sum().ShouldBe(7);
    }

    [Fact]
    public void What_was_measured_is_what_it_was_before_again()
    {
        var hour = Hours.Of(Start);
        var series = Measured(new Series(), hour, 5);

        series = series.With(new SeriesNews { Measured = new() { [("line", hour + 2)] = 5, [("line", hour + 1)] = 7 } }, At(hour + 2));

        Hours.Measured(series.Measured["line"], At(hour + 2)).ShouldBe([.. new double[21], 5, 7, 5]);
    }

    [Fact]
    public async Task What_goes_up_and_down_before_it_is_kept_is_down()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var book = new SeriesBook("test", app.Store, stack.Time, NullLogger<SeriesBook>.Instance);
        book.Measure("line", 5);
        await book.KeepAsync(default);

        book.Measure("line", 7);
        book.Measure("line", 5);

        (await book.ReadAsync(default))!.Measured["line"].Values.ShouldBe([5]);
    }

    [Fact]
    public void What_was_counted_lately_is_told_of_the_last_hour()
    {
        var series = Lately(Lately(new Series(), Start, 2), Start.AddMinutes(30), 3);

        CrossCloudOps.Pages.Lately.Counted(series, "line", Start.AddMinutes(59)).ShouldBe(5);
        CrossCloudOps.Pages.Lately.Counted(series, "line", Start.AddMinutes(66)).ShouldBe(3);
        CrossCloudOps.Pages.Lately.Counted(new Series(), "line", Start).ShouldBe(0);
        Lately(series, Start.AddMinutes(70), 1).Lately!["line"].Values.ShouldBe([3, 1]);
    }

    [Fact]
    public async Task An_earlier_version_kept_nothing_of_the_last_hour()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await app.Store.WriteAsync("series/test", """{"schema":1,"counted":{"line":{"491916":2}},"measured":{}}"""u8.ToArray(), default);
        var book = new SeriesBook("test", app.Store, stack.Time, NullLogger<SeriesBook>.Instance);

        book.CountLately("line");

        var series = (await book.ReadAsync(default))!;
        series.Lately!["line"].Values.ShouldBe([1]);
        CrossCloudOps.Pages.Lately.Counted(series, "line", stack.Time.GetUtcNow()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_new_in_this_process_is_told_before_it_is_kept_and_kept_without_anybody_who_comes_back()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var (book, elsewhere) = (Book(app, stack), Book(app, stack));

        book.Count("line");
        book.KeepLater();

        (await book.ReadAsync(default))!.Counted["line"].Values.ShouldBe([1]);
        (await elsewhere.ReadAsync(default)).ShouldBeNull();
        await stack.Time.UntilWaitingAsync();
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        Series? kept;
        while ((kept = await elsewhere.ReadAsync(default)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        kept.Counted["line"].Values.ShouldBe([1]);
        (await book.ReadAsync(default))!.Counted["line"].Values.ShouldBe([1]);
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_begun_anew()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await app.Store.WriteAsync("series/test", "{"u8.ToArray(), default);
        var book = new SeriesBook("test", app.Store, stack.Time, NullLogger<SeriesBook>.Instance);

        (await book.ReadAsync(default)).ShouldBeNull();
        book.Count("line");
        await book.KeepAsync(default);

        (await book.ReadAsync(default))!.Counted["line"].Values.ShouldBe([1]);
    }

    private static SeriesBook Book(AppInstance app, Stack stack) => new("test", app.Store, stack.Time, NullLogger<SeriesBook>.Instance);

    private static Series Lately(Series series, DateTimeOffset at, double more) =>
        series.With(new SeriesNews { Lately = new() { [("line", CrossCloudOps.Pages.Lately.Of(at))] = more } }, at);

    private static int Writes(StoreGate gate) => gate.Calls.Count(static c => c is "Create series/test" or "Replace series/test" or "Write series/test");

    private static Series Counted(Series series, int hour, double more) =>
        series.With(new SeriesNews { Counted = new() { [("line", hour)] = more } }, At(hour));

    private static Series Measured(Series series, int hour, double value) =>
        series.With(new SeriesNews { Measured = new() { [("line", hour)] = value } }, At(hour));

    private static DateTimeOffset At(int hour) => DateTimeOffset.UnixEpoch.AddHours(hour);
}
