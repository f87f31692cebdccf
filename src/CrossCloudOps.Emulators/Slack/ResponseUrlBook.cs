using System.Security.Cryptography;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>
/// Response URLs: five posts within thirty minutes.
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed class ResponseUrlBook(TimeProvider time)
{
    private const int MaxUses = 5;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (ResponseTarget Target, DateTimeOffset IssuedAt, int Uses)> _urls = [];

    /// <summary>The secret last part of a new URL.</summary>
    public string Issue(ResponseTarget target)
    {
        var token = RandomNumberGenerator.GetHexString(24, lowercase: true);
        lock (_gate)
        {
            _urls[token] = (target, time.GetUtcNow(), 0);
        }

        return token;
    }

    /// <summary>Counts one use: what the URL belongs to, or Slack's word for why not.</summary>
    public (ResponseTarget? Target, string? Error) Use(string token)
    {
        lock (_gate)
        {
            if (!_urls.TryGetValue(token, out var url))
            {
                return (null, "invalid_url");
            }

            if (time.GetUtcNow() - url.IssuedAt > Lifetime)
            {
                return (null, "expired_url");
            }

            if (url.Uses >= MaxUses)
            {
                return (null, "used_url");
            }

            _urls[token] = url with { Uses = url.Uses + 1 };
            return (url.Target, null);
        }
    }
}
