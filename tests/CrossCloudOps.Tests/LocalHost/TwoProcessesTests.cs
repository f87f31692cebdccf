using System.Diagnostics;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.LocalHost;

/// <summary>Two real processes on one folder, in real time; one of them is killed while it holds messages.</summary>
public sealed class TwoProcessesTests
{
    private const string Never = "0 0 0 1 1 *";
    private const string EverySecond = "* * * * * *";

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
            await UntilAsync(() => sqs.Calls.Count("DeleteMessageBatch") > 0, killed);
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var left = queue.Messages.Count;
        sqs.Faults.Clear();
        clock.Shift = TimeSpan.FromSeconds(31);
        using (var other = Start(sqs, slack, folder, notifySchedule: EverySecond))
        using (var third = Start(sqs, slack, folder, notifySchedule: EverySecond))
        {
            await UntilAsync(() => queue.Messages.Count == 0 && slack.Messages("C0ALERTS").Where(static m => m.ThreadTs is null).ToList() is [{ Text: "30 dead letters in orders-dlq: OrderPlaced" }], other);
            other.Kill();
            third.Kill();
            await Task.WhenAll(other.WaitForExitAsync(), third.WaitForExitAsync());
        }

        left.ShouldBe(Bodies.Length);
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length.ShouldBeGreaterThanOrEqualTo(Bodies.Length);
        Directory.Delete(folder, recursive: true);
    }

    private static Process Start(SqsEmulator sqs, SlackEmulator slack, string folder, string notifySchedule)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { "exec", HostPath(), "--no-settings-file", "--port", "0" },
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var (searchPath, root) = (Environment.GetEnvironmentVariable("PATH"), Environment.GetEnvironmentVariable("DOTNET_ROOT"));
        start.Environment.Clear();
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["PATH"] = searchPath,
            ["DOTNET_ROOT"] = root,
            ["HOME"] = folder,
            ["AWS_ACCESS_KEY_ID"] = "emulator",
            ["AWS_SECRET_ACCESS_KEY"] = "emulator",
            ["Aws__Region"] = "eu-central-1",
            ["Aws__ServiceUrl"] = sqs.Endpoint.ToString(),
            ["Slack__ApiUrl"] = slack.ApiUrl.ToString(),
            ["Slack__BotToken"] = "xoxb-emulator",
            ["Slack__SigningSecret"] = "emulator-signing-secret",
            ["Slack__Channel"] = "C0ALERTS",
            ["Slack__Operators"] = "*",
            ["DeadLetters__Queues__0__Url"] = new Uri(sqs.Endpoint, "/000000000000/orders-dlq").ToString(),
            ["Storage__Directory"] = Path.Combine(folder, "store"),
            ["CollectSchedule"] = EverySecond,
            ["NotifySchedule"] = notifySchedule,
        })
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static string HostPath()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return SourceTree.Path("artifacts", "bin", "CrossCloudOps.LocalHost", configuration, "CrossCloudOps.LocalHost.dll");
    }

    /// <summary>Waits for something to be so; fails when the process ends before, or after a time that only a fault needs.</summary>
    private static async Task UntilAsync(Func<bool> isSo, Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            process.HasExited.ShouldBeFalse(process.HasExited ? await process.StandardError.ReadToEndAsync(patience.Token) : "");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>The real clock, ahead by a while: so that nobody waits for a visibility timeout.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
