using System.Diagnostics;

namespace CrossCloudOps.Benchmarks;

/// <summary>Another process: it says hello in one line, answers each line with one, and ends with its standard input.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, string hello) => (_process, Hello) = (process, hello);

    public string Hello { get; }

    public TimeSpan Cpu => Fresh.TotalProcessorTime;

    public long WorkingSet => Fresh.WorkingSet64;

    private Process Fresh
    {
        get
        {
            _process.Refresh();
            return _process;
        }
    }

    /// <summary>This program with other arguments.</summary>
    public static Task<ChildProcess> StartOwnAsync(params IEnumerable<string> arguments) => StartAsync(new ProcessStartInfo(Environment.ProcessPath!, arguments));

    public static async Task<ChildProcess> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        start.Environment["AWS_ACCESS_KEY_ID"] = start.Environment["AWS_SECRET_ACCESS_KEY"] = "emulator";
        var process = Process.Start(start)!;
        return new ChildProcess(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{start.FileName} did not start."));
    }

    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The process ended instead of answering \"{line}\".");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
