using CrossCloudOps.Aws;
using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;
using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Logs.Telling;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Tests.Logs.Telling;

/// <summary>What an operator reads at three in the morning, in whole.</summary>
public sealed class LogMessageTests
{
    private const string Traceback = """
        [ERROR] OrderError: cannot save the order 17
        Traceback (most recent call last):
          File "/var/task/orders.py", line 41, in save
            store(order, password="hunter2hunter2")
        """;

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 3, 40, 5, TimeSpan.Zero);
    private static readonly LogPlace Place = new(Wording.Text);

    private static readonly LogErrorMessage Errors = new(
        Wording.Text,
        Place,
        new LogLinks(Options.Create(new AwsOptions { Region = "eu-central-1" }), new ConfigurationBuilder().Build()),
        Options.Create(new SlackOptions { BotToken = "xoxb-emulator" }));

    [Theory]
    [InlineData("log-error.new.json")]
    [InlineData("log-error.back.json")]
    [InlineData("log-error.known.json")]
    [InlineData("log-error.part.json")]
    [InlineData("log-error.muted.json")]
    [InlineData("log-error.resolved.json")]
    [InlineData("log-error.forgotten.json")]
    public void Each_form_of_an_error_reads_as_it_was_approved(string file)
    {
        var (problem, record) = Case(file);

        var message = file == "log-error.forgotten.json" ? Errors.Forgotten(problem, Now) : Errors.Of(problem, record, Now);

        SlackApproved.ShouldBe(file, message);
    }

    [Theory]
    [InlineData("log-unreadable.open.json")]
    [InlineData("log-unreadable.resolved.json")]
    public void Each_form_of_what_could_not_be_read_is_as_it_was_approved(string file)
    {
        var problem = Problem("log-unreadable", "log-unreadable/records", "Log records could not be read") with { Count = 21 };
        var all = Enum.GetValues<UnreadableReason>().Select(static (reason, n) => new UnreadableCount(reason, n + 1)).ToList();
        var newest = new UnreadableRecords { Request = "ed4acda5-034f", Source = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/errors", At = Now, Records = 40, Unreadable = all };

        var message = new UnreadableMessage(Wording.Text).Of(file.Contains("open", StringComparison.Ordinal) ? problem : problem.Resolved(Now.AddDays(1)), new UnreadableSummary(1, [newest]), Now);

        SlackApproved.ShouldBe(file, message);
    }

    [Theory]
    [InlineData(true, "/aws/lambda/orders", "🐌 Errors of /aws/lambda/orders are told late", "3 h 35 min behind")]
    [InlineData(false, "/aws/lambda/orders", "are told late: caught up", "Everything up to now is read and counted.")]
    [InlineData(false, "/gone", "are told late: not scanned any more", "do not name it")]
    public async Task A_delay_says_how_far_it_is_and_how_it_ended(bool isOpen, string group, string head, string line)
    {
        await using var logs = await LogScenario.StartAsync();
        var delays = logs.Get<LogDelays>();
        await delays.TellAsync(new LogGroup(group, new LogGroupOptions()), TimeSpan.FromMinutes(200), default);
        logs.Stack.Time.Advance(TimeSpan.FromMinutes(5));
        if (!isOpen && group != "/gone")
        {
            await delays.TellAsync(new LogGroup(group, new LogGroupOptions()), behind: null, default);
        }

        await logs.NotifyAsync();

        var says = logs.Stack.OnlyShown.Says();
        says.Split('\n')[0].ShouldContain(head);
        says.ShouldContain(line);
        says.StartsWith('✅').ShouldBe(!isOpen);
    }

    [Theory]
    [InlineData(new[] { 1 }, "···········█")]
    [InlineData(new[] { 8, 1, 0, 4 }, "········█▁·▄")]
    [InlineData(new[] { 1, 1000 }, "··········▁█")]
    [InlineData(new[] { 2_000_000_000, 1_000_000_000 }, "··········█▄")]
    [InlineData(new int[0], "············")]
    public void Bars_show_each_hour_by_the_highest(int[] last, string bars)
    {
        var hour = (int)(Now.ToUnixTimeSeconds() / 3600);
        var counts = last.Select((count, n) => (Hour: hour - last.Length + 1 + n, count)).ToDictionary(static c => c.Hour, static c => c.count);

        HourChart.Of(counts, Now).ShouldStartWith($"`{bars}` by hour, up to ");
    }

    private static (Problem Problem, ErrorRecord Record) Case(string file)
    {
        var problem = Problem(LogErrors.KindName, "log-error/orders/0123456789abcdef", "OrderError: cannot save the order 17") with { NewestAt = Now.AddSeconds(-3), Count = 1203 };
        var hour = (int)(Now.ToUnixTimeSeconds() / 3600);
        var record = new ErrorRecord
        {
            Group = "/aws/lambda/orders",
            Title = problem.Title,
            Sample = new LogSample(Traceback, Traceback.Length, ErrorDetail.Whole, Unix(Now.AddSeconds(-3)), "2026/01/05/[$LATEST]0a1b2c3d", "5f0c1d2e-7c1b-4c59-8b3e-000000000017"),
            Count = 1203,
            Total = 1203,
            FirstAt = Unix(Now.AddMinutes(-27)),
            LastAt = Unix(Now.AddSeconds(-3)),
            FirstEverAt = Unix(Now.AddMinutes(-27)),
            Hours = new Dictionary<int, int> { [hour - 2] = 29, [hour - 1] = 1011, [hour] = 163 },
            CountedAt = Now,
            Sequence = 1,
        };
        return file switch
        {
            "log-error.back.json" => (problem with { Opening = 3 }, record with { Total = 2000, FirstEverAt = Unix(Now.AddDays(-9)), LastBeforeAt = Unix(Now.AddDays(-2)) }),
            "log-error.known.json" => (problem with { OpenedAt = Now.AddDays(-2) }, record with { FirstEverAt = Unix(Now.AddDays(-2)), FirstAt = Unix(Now.AddDays(-2)) }),
            "log-error.part.json" => (problem, record with { Count = 1, Total = 1, LastAt = record.FirstAt, Sample = record.Sample with { Text = Traceback[..55], Length = 9000, Detail = ErrorDetail.Part, RequestId = null } }),
            "log-error.muted.json" => (
                problem with { Acknowledged = new ProblemMark(Stack.Operator, Now), Muted = new ProblemMute(Stack.OtherOperator, Now, Now.AddHours(4)) },
                record with { Group = "arn:aws:logs:eu-central-1:210987654321:log-group:/aws/lambda/orders" }),
            "log-error.resolved.json" or "log-error.forgotten.json" => (problem.Resolved(Now.AddHours(6)), record),
            _ => (problem, record),
        };
    }

    private static Problem Problem(string kind, string key, string title) => new()
    {
        Kind = kind,
        Key = key,
        Title = title,
        OpenedAt = Now.AddMinutes(-27),
        LastSeenAt = Now,
        Facts = new Dictionary<string, string> { [LogPlace.Fact] = "/aws/lambda/orders" },
    };

    private static long Unix(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}
