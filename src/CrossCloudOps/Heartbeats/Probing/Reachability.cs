using CrossCloudOps.Outbound;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>Whether we reach anything at all.</summary>
/// <param name="Reached">Any of them answered, whatever the answer was.</param>
/// <param name="Hosts">Which were asked.</param>
internal sealed record ReachabilityAnswer(bool Reached, IReadOnlyList<string> Hosts)
{
    public string HostsInWords => Hosts.Count <= 1 ? string.Concat(Hosts) : $"{string.Join(", ", Hosts.SkipLast(1))} and {Hosts[^1]}";
}

/// <summary>Asks addresses that are known to answer: when none does, it is our own network that is down, and not all that is checked.</summary>
internal sealed class Reachability(IHttpClientFactory clients, IOptions<HeartbeatsOptions> heartbeats, IOptions<SlackOptions> slack, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // These are the operator's own settings.
    private readonly HttpClient _client = clients.CreateClient(OutboundClients.AllowPrivate);

    public async Task<ReachabilityAnswer> AskAsync(CancellationToken cancellationToken)
    {
        Uri[] addresses = heartbeats.Value.Reachability.Count == 0 ? [slack.Value.ApiAddress] : [.. heartbeats.Value.Reachability.Select(static a => new Uri(a))];
        using var limit = new CancellationTokenSource(Longest, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var reached = false;
        await foreach (var one in Task.WhenEach(addresses.Select(address => AnswersAsync(address, enough.Token))))
        {
            if (await one && !reached)
            {
                reached = true;
                await enough.CancelAsync();
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ReachabilityAnswer(reached, [.. addresses.Select(static a => a.Host).Distinct()]);
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
