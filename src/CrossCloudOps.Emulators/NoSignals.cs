using Microsoft.Extensions.Hosting;

namespace CrossCloudOps.Emulators;

/// <summary>Ctrl+C and SIGTERM belong to the process that the emulator is a part of.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
