using System.Diagnostics;
using CrossCloudOps.Tests.Emulators;

namespace CrossCloudOps.WiderTests.Sqs;

/// <summary>fauxqs, one process for all tests; it ends with them.</summary>
internal sealed class Fauxqs : SqsPeer
{
    private static readonly Lazy<Task<SqsPeer>> Running = new(LaunchAsync);

    private readonly Process _process;

    private Fauxqs(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public override Uri Endpoint { get; }

    /// <summary>It puts the prefix of some before all.</summary>
    public override string Code(string code) => code.Replace("AWS.SimpleQueueService.", "", StringComparison.Ordinal);

    public static Task<SqsPeer> StartAsync() => Running.Value;

    public override string ToString() => $"fauxqs, process {_process.Id}";

    private static async Task<SqsPeer> LaunchAsync()
    {
        var process = Process.Start(new ProcessStartInfo("node", "fauxqs.mjs")
        {
            WorkingDirectory = Peers.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var address = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return new Fauxqs(process, new Uri(address ?? throw new InvalidOperationException("fauxqs did not start: " + await errors)));
    }
}
