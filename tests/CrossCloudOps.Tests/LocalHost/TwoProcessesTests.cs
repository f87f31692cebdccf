using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.LocalHost;

/// <summary>Two real processes on one folder, in real time; one of them is killed while it holds messages.</summary>
public sealed class TwoProcessesTests
{
    private const string Never = "0 0 0 1 1 *";

    private static readonly string[] Bodies = [.. Enumerable.Range(0, 30).Select(static n => $$"""{"type":"OrderPlaced","id":{{n}}}""")];

    [Fact]
    public async Task What_a_killed_process_left_behind_is_taken_up_by_the_other_and_told_once()
    {
        var clock = new ShiftedTime();
        await using var sqs = await SqsEmulator.StartAsync(new SqsEmulatorOptions { TimeProvider = clock });
        await using var slack = await SlackEmulator.StartAsync();
        var queue = sqs.CreateQueue("orders-dlq");
        queue.Seed(Bodies.Select(static body => new SeedMessage(body) { ReceiveCount = 3 }));
        var folder = Directory.CreateTempSubdirectory("crosscloudops-processes-").FullName;
        sqs.Faults.Add(new Fault(FaultKind.Delay) { Operation = "DeleteMessageBatch", Delay = TimeSpan.FromMinutes(5) });

        using (var killed = Start(sqs, slack, folder, notifySchedule: Never))
        {
            await killed.UntilAsync(() => sqs.Calls.Count("DeleteMessageBatch") > 0);
            await killed.KillAsync();
        }

        var left = queue.Messages.Count;
        sqs.Faults.Clear();
        clock.Shift = TimeSpan.FromSeconds(31);
        using (var other = Start(sqs, slack, folder, notifySchedule: HostProcess.EverySecond))
        using (var third = Start(sqs, slack, folder, notifySchedule: HostProcess.EverySecond))
        {
            await other.UntilAsync(() => queue.Messages.Count == 0 && slack.Messages("C0ALERTS").Where(static m => m.ThreadTs is null).ToList() is [{ Text: "30 dead letters in orders-dlq: OrderPlaced" }]);
            await Task.WhenAll(other.KillAsync(), third.KillAsync());
        }

        left.ShouldBe(Bodies.Length);
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length.ShouldBeGreaterThanOrEqualTo(Bodies.Length);
        Directory.Delete(folder, recursive: true);
    }

    private static HostProcess Start(SqsEmulator sqs, SlackEmulator slack, string folder, string notifySchedule) => HostProcess.Start(folder, new Dictionary<string, string?>
    {
        ["AWS_ACCESS_KEY_ID"] = "emulator",
        ["AWS_SECRET_ACCESS_KEY"] = "emulator",
        ["Aws__ServiceUrl"] = sqs.Endpoint.ToString(),
        ["Slack__ApiUrl"] = slack.ApiUrl.ToString(),
        ["DeadLetters__Queues__0__Url"] = new Uri(sqs.Endpoint, "/000000000000/orders-dlq").ToString(),
        ["NotifySchedule"] = notifySchedule,
    });

    /// <summary>The real clock, ahead by a while: so that nobody waits for a visibility timeout.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
