using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Heartbeats;
using CrossCloudOps.Logs;
using CrossCloudOps.Outbound;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Status;
using CrossCloudOps.Storage;
using CrossCloudOps.Telemetry;
using CrossCloudOps.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrossCloudOps;

/// <summary>The one composition root: what the Functions host and the local host both run.</summary>
internal static class CrossCloudOpsServices
{
    /// <param name="timers">What the host runs by itself: the status tells which of it does not end well.</param>
    public static IServiceCollection AddCrossCloudOps(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<TimerFunction> timers)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddTelemetry(configuration)
            .AddStorage(configuration)
            .AddAws(configuration)
            .AddOutbound()
            .AddSlack(configuration)
            .AddProblems(configuration)
            .AddDeadLetters(configuration)
            .AddWebhooks(configuration)
            .AddLogs(configuration)
            .AddHeartbeats(configuration)
            .AddStatus(configuration, timers);
    }
}
