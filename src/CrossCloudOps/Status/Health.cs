using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Status;

/// <summary>Whether the app can do its work: the store answers.</summary>
internal sealed partial class Health(IDocumentStore store, ILogger<Health> logger)
{
    public async Task<bool> IsOkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ReadAsync("health", cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFails(logger, e);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The document store does not answer")]
        public static partial void StoreFails(ILogger logger, Exception exception);
    }
}
