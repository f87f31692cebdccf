using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Stands where the worker's channel to the Functions host would be.</summary>
internal sealed class MissingWorker : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => throw new PlatformNotSupportedException(
        "This app was built with a stand-in for the package Microsoft.Azure.Functions.Worker, because the package feed lacked it, "
        + "and a stand-in cannot talk to the Azure Functions host. Build again where the feed has Microsoft.Azure.Functions.Worker "
        + "(and its .Sdk), or run the functions without the Functions host: dotnet run --project src/CrossCloudOps.LocalHost");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
