using System.Diagnostics;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>The local host as a process of its own, in real time, with an environment that is a test's alone.</summary>
internal sealed class HostProcess : IDisposable
{
    public const string EverySecond = "* * * * * *";

    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>Started in a folder that holds its store, with settings besides those that every app needs.</summary>
    public static HostProcess Start(string folder, IReadOnlyDictionary<string, string?> settings)
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
            ["Aws__Region"] = "eu-central-1",
            ["Slack__BotToken"] = "xoxb-emulator",
            ["Slack__SigningSecret"] = "emulator-signing-secret",
            ["Slack__Channel"] = "C0ALERTS",
            ["Slack__Operators"] = "*",
            ["Storage__Directory"] = Path.Combine(folder, "store"),
            ["CollectSchedule"] = EverySecond,
            ["NotifySchedule"] = EverySecond,
        }.Concat(settings))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return new HostProcess(process);
    }

    /// <summary>Waits for something to be so; fails when the process ends before, or after a time that only a fault needs.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            _process.HasExited.ShouldBeFalse(_process.HasExited ? await _process.StandardError.ReadToEndAsync(patience.Token) : "");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose() => _process.Dispose();

    private static string HostPath()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return SourceTree.Path("artifacts", "bin", "CrossCloudOps.LocalHost", configuration, "CrossCloudOps.LocalHost.dll");
    }
}
