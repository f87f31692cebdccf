using System.Globalization;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Sqs;

namespace CrossCloudOps.Benchmarks;

/// <summary>The SQS emulator in a process of its own, so that its memory and its garbage are not measured.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private readonly ChildProcess _process;

    private EmulatorProcess(ChildProcess process) => _process = process;

    public string Endpoint => _process.Hello;

    public TimeSpan Cpu => _process.Cpu;

    /// <summary>
    /// Runs until its standard input ends. Each line on the way is a delay in milliseconds for all calls from then on, and is answered with how
    /// often each action was called since the last line.
    /// </summary>
    public static async Task<int> RunAsync()
    {
        await using var emulator = await SqsEmulator.StartAsync();
        Console.WriteLine(emulator.Endpoint);
        while (await Console.In.ReadLineAsync() is { } delay)
        {
            emulator.Faults.Clear();
            if (delay != "0")
            {
                emulator.Faults.Add(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(int.Parse(delay, null)) });
            }

            Console.WriteLine(string.Join(' ', emulator.Calls.All.GroupBy(static c => c.Action, static (action, calls) => $"{action}={calls.Sum(static c => c.Count)}")));
            emulator.Calls.Clear();
        }

        return 0;
    }

    public static async Task<EmulatorProcess> StartAsync() => new(await ChildProcess.StartOwnAsync("emulator"));

    /// <summary>Delays each call from now on, and says how often each action was called since the last time.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CallsAsync(TimeSpan delay) =>
        (await _process.AskAsync(delay.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture))).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static c => c.Split('=')).ToDictionary(static c => c[0], static c => int.Parse(c[1], null));

    public void Dispose() => _process.Dispose();
}
