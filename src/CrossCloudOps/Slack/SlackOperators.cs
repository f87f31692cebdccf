using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Slack;

/// <summary>Who may act. A user group is looked up in Slack and remembered for five minutes; one that cannot be looked up lets nobody in.</summary>
internal sealed class SlackOperators(SlackClient slack, IOptions<SlackOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly SlackOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<string> Users)> _groups = new();

    /// <summary>Told to those who may not.</summary>
    public string Refusal => $"You may look but not act here. These may: {Mentions}.";

    private string Mentions => string.Join(", ", _options.Operators.Select(static o => o switch
    {
        "*" => "everyone",
        ['S', ..] => $"<!subteam^{o}>",
        _ => $"<@{o}>",
    }));

    public async Task<bool> IncludeAsync(string userId, CancellationToken cancellationToken)
    {
        if (_options.Operators.Contains("*") || _options.Operators.Contains(userId))
        {
            return true;
        }

        foreach (var group in _options.Operators.Where(static o => o.StartsWith('S')))
        {
            if ((await UsersAsync(group, cancellationToken)).Contains(userId))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<string>> UsersAsync(string group, CancellationToken cancellationToken)
    {
        if (_groups.TryGetValue(group, out var known) && time.GetUtcNow() - known.At < Remembered)
        {
            return known.Users;
        }

        var answer = await slack.ReadAsync("usergroups.users.list", new Dictionary<string, string> { ["usergroup"] = group }, cancellationToken);
        if (!answer.IsDone)
        {
            return [];
        }

        var users = answer.Response?.Users ?? [];
        _groups[group] = (time.GetUtcNow(), users);
        return users;
    }
}
