using Amazon.SQS;
using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>Delivers what waits in one route's queue, until nothing does.</summary>
internal sealed partial class RoutePump(
    IAmazonSQS sqs, RouteBook book, RouteGate gate, RouteProbe probe, WebhookAttempt attempt, AccessProblems access, WebhookTelemetry telemetry, TimeProvider time, ILogger<RoutePump> logger)
{
    public async Task RunAsync(WebhookRoute route, Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        try
        {
            await PumpAsync(route, isTimeUp, cancellationToken);
            await access.SucceededAsync(route.QueueUrl, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            Log.QueueFails(logger, route.Key, failure.Code);
            await access.FailedAsync($"queue {route.QueueName}", route.QueueUrl, failure, route.Channel, cancellationToken);
        }
#pragma warning disable CA1031 // One route that fails must not stop the others; its messages stay where they are.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.RouteFailed(logger, route.Key, e);
        }
    }

    private async Task PumpAsync(WebhookRoute route, Func<bool> isTimeUp, CancellationToken cancellationToken)
    {
        if (await gate.EnterAsync(route, cancellationToken) is not { } state
            || (state.Circuit is not null && (state = await probe.TryAsync(route, cancellationToken)) is null))
        {
            return;
        }

        await using var run = new PumpRun(route, state, sqs, book, attempt, telemetry, time, logger);
        await run.RunAsync(isTimeUp, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Route {Route}: its queue cannot be read: {Code}")]
        public static partial void QueueFails(ILogger logger, string route, string code);

        [LoggerMessage(2, LogLevel.Error, "Route {Route}: the run ended early; its messages stay where they are")]
        public static partial void RouteFailed(ILogger logger, string route, Exception exception);
    }
}
