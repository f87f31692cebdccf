using CrossCloudOps.LocalHost;
using CrossCloudOps.LocalHost.Invocation;
using CrossCloudOps.LocalHost.Timers;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Tests.LocalHost;

public sealed class TimerFunctionTests
{
    private static readonly DateTime Noon = new(2026, 1, 5, 12, 0, 0, DateTimeKind.Utc);

    private readonly ManualTime _time = new();
    private readonly TimerProbe _probe = new();

    [Fact]
    public async Task A_timer_runs_at_each_time_of_its_schedule_and_is_told_about_it()
    {
        await using var host = await StartAsync<EverySample>(("SampleSchedule", "*/30 * * * * *"));

        var first = await TickAsync(TimeSpan.FromSeconds(30));
        var second = await TickAsync(TimeSpan.FromSeconds(30));

        first.Last.ShouldBe(default);
        first.Next.ShouldBe(Noon.AddSeconds(30));
        second.Last.ShouldBe(Noon.AddSeconds(30));
        second.Next.ShouldBe(Noon.AddSeconds(60));
    }

    [Fact]
    public async Task A_schedule_may_be_a_time_span()
    {
        await using var host = await StartAsync<EverySample>(("SampleSchedule", "00:00:07"));

        var first = await TickAsync(TimeSpan.FromSeconds(7));

        first.Next.ShouldBe(Noon.AddSeconds(7));
    }

    [Fact]
    public async Task An_absent_setting_is_taken_from_the_defaults()
    {
        await using var host = await StartAsync<DefaultedSample>();

        var first = await TickAsync(TimeSpan.FromSeconds(30));

        first.Next.ShouldBe(Noon.AddSeconds(30));
    }

    [Fact]
    public async Task A_setting_wins_over_the_defaults()
    {
        await using var host = await StartAsync<DefaultedSample>(("DefaultedSchedule", "0 */5 * * * *"));

        var first = await TickAsync(TimeSpan.FromMinutes(5));

        first.Next.ShouldBe(Noon.AddMinutes(5));
    }

    [Theory]
    [InlineData("SampleSchedule", "often", "'Every' is the setting SampleSchedule = 'often'; it must be an NCRONTAB expression of six fields")]
    [InlineData("SampleSchedule", "-00:00:01", "SampleSchedule = '-00:00:01'")]
    [InlineData("Other", "", "the setting SampleSchedule, which is absent and has no default")]
    public async Task A_schedule_that_cannot_be_read_is_refused_at_the_start(string name, string value, string words)
    {
        var fault = await Should.ThrowAsync<LocalHostException>(() => StartAsync<EverySample>((name, value)));

        fault.Message.ShouldContain(words);
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_its_interval_is_never_overlapped_and_its_missed_ticks_are_skipped()
    {
        var release = new TaskCompletionSource();
        _probe.Work = _ => release.Task;
        await using var host = await StartAsync<EverySample>(("SampleSchedule", "*/30 * * * * *"));

        await TickAsync(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(70));
        var duringTheRun = _probe.Waiting;
        release.SetResult();
        var next = await TickAsync(TimeSpan.FromSeconds(20));

        duringTheRun.ShouldBe(0);
        next.Last.ShouldBe(Noon.AddSeconds(30));
        next.Next.ShouldBe(Noon.AddSeconds(120));
        _probe.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_throws_is_logged_and_neither_its_next_tick_nor_another_timer_is_lost()
    {
        await using var host = await StartAsync<TwoSamples>();

        await _time.UntilWaitingAsync(2);
        _time.Advance(TimeSpan.FromSeconds(10));
        await _time.UntilWaitingAsync(2);
        _time.Advance(TimeSpan.FromSeconds(10));
        await _probe.NextAsync();
        await _time.UntilWaitingAsync(2);

        host.Log.Lines.Count(l => l == "Error: Fails failed; its next tick comes InvalidOperationException").ShouldBe(2);
    }

    [Fact]
    public async Task A_timer_may_run_at_the_start_and_without_a_status()
    {
        await using var host = await StartAsync<AtStartSample>();

        var status = await _probe.NextAsync();

        status.ShouldBeNull();
    }

    [Fact]
    public async Task A_stop_cancels_the_run_under_way_and_no_other_begins()
    {
        _probe.Work = stop => Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
        await using var host = await StartAsync<EverySample>(("SampleSchedule", "*/30 * * * * *"));
        await TickAsync(TimeSpan.FromSeconds(30));

        await host.App.StopAsync();
        _time.Advance(TimeSpan.FromMinutes(10));

        _probe.Waiting.ShouldBe(0);
        host.Log.Lines.ShouldNotContain(l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_does_not_heed_its_token_is_left_behind_when_the_time_to_stop_is_over()
    {
        _probe.Work = _ => Task.Delay(Timeout.InfiniteTimeSpan, _time);
        var log = new KeptLog();
        await using var services = new ServiceCollection()
            .AddSingleton(_probe).AddLogging(logging => logging.AddProvider(log)).BuildServiceProvider();
        var function = FunctionCatalog.Find([typeof(EverySample)])[0];
        using var timers = new TimerFunctions(
            [(function, TimerSchedule.Parse("*/30 * * * * *")!)],
            services.GetRequiredService<IServiceScopeFactory>(),
            _time,
            services.GetRequiredService<ILogger<TimerFunctions>>());
        await timers.StartedAsync(CancellationToken.None);
        await TickAsync(TimeSpan.FromSeconds(30));

        await timers.StoppingAsync(CancellationToken.None);
        await timers.StopAsync(new CancellationToken(canceled: true));

        log.Lines.ShouldContain("Warning: Every did not stop in time and is left behind");
    }

    private Task<RunningHost> StartAsync<TFunctions>(params (string, string)[] settings) => RunningHost.StartAsync<TFunctions>(
        services => services.AddSingleton(_probe).AddSingleton<TimeProvider>(_time), settings);

    private async Task<ScheduleStatus> TickAsync(TimeSpan by)
    {
        await _time.UntilWaitingAsync();
        _time.Advance(by);
        return await _probe.NextAsync();
    }
}
