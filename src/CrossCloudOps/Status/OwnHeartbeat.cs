using CrossCloudOps.Outbound;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Status;

/// <summary>
/// Tells something outside, once a minute, that the app does its work: every enabled function ended well lately, and people are told what
/// it found. When that stays away, whatever the reason, that other one tells people. The address is a secret; only its host is ever shown.
/// </summary>
internal sealed partial class OwnHeartbeat(
    FunctionRuns runs, OwnHeartbeatBook book, IHttpClientFactory clients, IOptions<ProblemsOptions> options, TimeProvider time, ILogger<OwnHeartbeat> logger)
{
    /// <summary>A little less than a minute: the run that comes a minute later may come a little early.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(55);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Uri? _address = options.Value.ReportAddress;
    private long? _triedAt;
    private (long Since, TimeSpan For)? _fresh;

    /// <summary>After a run of the notifier that ended. Never fails; what comes of it is in the log and in the details of health.</summary>
    public async Task BeatAsync(NotifierRun told, CancellationToken cancellationToken)
    {
        if (_address is null || !told.IsOurs || (_triedAt is { } at && time.GetElapsedTime(at) < Every))
        {
            return;
        }

        _triedAt = time.GetTimestamp();
        try
        {
            await BeatAsync(_address, told.Fault, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, _address.Host, e);
        }
    }

    private async Task BeatAsync(Uri address, string? fault, CancellationToken cancellationToken)
    {
        var stale = fault is null ? await StaleAsync(cancellationToken) : [];
        if (stale.Count > 0)
        {
            fault = $"no good run of {string.Join(", ", stale.Select(static f => f.Function.Name))}";
        }

        if (fault is not null)
        {
            if (await book.HeldBackAsync(fault, cancellationToken))
            {
                Log.HeldBack(logger, address.Host, stale.Count == 0 ? fault : $"no good run of {string.Join(", ", stale.Select(Say))}");
            }
        }
        else if (await SendAsync(address, cancellationToken) is { } failure)
        {
            Log.NotReported(logger, address.Host, failure);
            await book.HeldBackAsync(failure, cancellationToken);
        }
        else if (await book.ReportedAsync(cancellationToken))
        {
            Log.ReportedAgain(logger, address.Host);
        }
    }

    /// <summary>Runs only get younger: what was fresh stays so until its limit, and needs no look before.</summary>
    private async Task<IReadOnlyList<FunctionFreshness>> StaleAsync(CancellationToken cancellationToken)
    {
        if (_fresh is { } fresh && time.GetElapsedTime(fresh.Since) < fresh.For)
        {
            return [];
        }

        var now = time.GetTimestamp();
        var all = await runs.ReadAsync(cancellationToken);
        var stale = all.Where(static f => !f.IsFresh).ToList();
        _fresh = stale.Count > 0 ? null : (now, all.Select(static f => f.Limit - f.Age!.Value).DefaultIfEmpty(Every).Min());
        return stale;
    }

    /// <summary>What went wrong, without the address; null if nothing did.</summary>
    private async Task<string?> SendAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // The operator's own setting: it may well lead into a private network.
            using var client = clients.CreateClient(OutboundClients.AllowPrivate);
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? null : $"HTTP {(int)response.StatusCode}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer in time";
        }
        catch (HttpRequestException e)
        {
            return $"no answer ({e.HttpRequestError})";
        }
    }

    private static string Say(FunctionFreshness stale) =>
        stale.Age is { } age ? $"{stale.Function.Name} for {SlackText.Length(age)}" : $"{stale.Function.Name} yet";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Nothing is reported to {Host}: {Fault}")]
        public static partial void HeldBack(ILogger logger, string host, string fault);

        [LoggerMessage(2, LogLevel.Warning, "The report to {Host} failed ({Fault}); it is tried again in a minute")]
        public static partial void NotReported(ILogger logger, string host, string fault);

        [LoggerMessage(3, LogLevel.Information, "Reported to {Host} again")]
        public static partial void ReportedAgain(ILogger logger, string host);

        [LoggerMessage(4, LogLevel.Warning, "Whether to report to {Host} could not be found out, or not be written down")]
        public static partial void Failed(ILogger logger, string host, Exception exception);
    }
}
