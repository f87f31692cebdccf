using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CrossCloudOps.WiderTests.Storage;

/// <summary>Azurite's blob service on a free loopback port, in memory, for as long as the tests of a class run.</summary>
public sealed partial class Azurite : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Azurite's own, the same everywhere: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process = new();

    public static string? SkipReason => Peers.SkipReason("azurite");

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (SkipReason is not null)
        {
            return;
        }

        _process.StartInfo = new ProcessStartInfo("node")
        {
            ArgumentList = { Peers.Package("azurite/dist/src/blob/main.js"), "--inMemoryPersistence", "--blobPort", "0", "--silent", "--disableTelemetry" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process.Start();
        using var patience = new CancellationTokenSource(Patience);
        ConnectionString = $"AccountName={Account};AccountKey={Key};BlobEndpoint={await AddressAsync(patience.Token)}/{Account}";
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (SkipReason is null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<string> AddressAsync(CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Listens().Match(line) is { Success: true } found)
            {
                return found.Groups[1].Value;
            }
        }

        throw new InvalidOperationException($"Azurite did not start: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    [GeneratedRegex("successfully listens on (http://[^ ]+)")]
    private static partial Regex Listens();
}
