using Microsoft.Extensions.Options;

namespace CrossCloudOps.Slack;

/// <summary>
/// Addresses of messages. Slack is asked for one, once in the life of this process: of the others only channel and ts differ.
/// <see href="https://docs.slack.dev/reference/methods/chat.getPermalink"/>
/// </summary>
internal sealed class SlackLinks(SlackClient slack, IOptions<SlackOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromMinutes(1);

    private string? _start;
    private long? _failedAt;

    /// <summary>What stands before <c>channel/pts</c>; null if it is not known.</summary>
    public async Task<SlackMessageLinks> ForAsync(string channel, string ts, CancellationToken cancellationToken)
    {
        if (_start is null && options.Value.HasBot && (_failedAt is not { } at || time.GetElapsedTime(at) >= AsksAgainAfter))
        {
            _start = await AskAsync(channel, ts, cancellationToken);
            _failedAt = _start is null ? time.GetTimestamp() : null;
        }

        return new SlackMessageLinks(_start);
    }

    private async Task<string?> AskAsync(string channel, string ts, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var answer = await slack.ReadAsync("chat.getPermalink", new Dictionary<string, string> { ["channel"] = channel, ["message_ts"] = ts }, either.Token);
            var end = SlackMessageLinks.End(channel, ts);
            return answer.Response?.Permalink is { } link && link.EndsWith(end, StringComparison.Ordinal) ? link[..^end.Length] : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

internal readonly record struct SlackMessageLinks(string? Start)
{
    public Uri? Of(string? channel, string? ts) =>
        Start is not null && channel is not null && ts is not null && Uri.TryCreate(Start + End(channel, ts), UriKind.Absolute, out var link) ? link : null;

    public static string End(string channel, string ts) => $"/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}";
}
