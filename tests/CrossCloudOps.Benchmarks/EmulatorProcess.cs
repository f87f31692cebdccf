using System.Diagnostics;
using CrossCloudOps.Emulators.Sqs;

namespace CrossCloudOps.Benchmarks;

/// <summary>The SQS emulator in a process of its own, so that its memory and its garbage are not measured.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private readonly Process _process;

    private EmulatorProcess(Process process, string endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public string Endpoint { get; }

    /// <summary>Runs until its standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        await using var emulator = await SqsEmulator.StartAsync();
        Console.WriteLine(emulator.Endpoint);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static async Task<EmulatorProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, "emulator") { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        return new EmulatorProcess(process, (await process.StandardOutput.ReadLineAsync())!);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
