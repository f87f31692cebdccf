using CrossCloudOps.Aws;
using CrossCloudOps.Problems;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>All log groups that are to be scanned. Those behind a prefix are looked for now and then; one that cannot be listed keeps what was found last.</summary>
internal sealed class GroupFinder(LogGroups groups, LogsCaller caller, AccessProblems access, TimeProvider time)
{
    private const int MostOfPrefix = 5000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (DateTimeOffset At, IReadOnlyList<string> Names)> _found = [];

    public async Task<IReadOnlyList<LogGroup>> FindAsync(LogsPace pace, CancellationToken cancellationToken)
    {
        var all = groups.Named.ToDictionary(static g => g.Id);
        foreach (var prefix in groups.Prefixes)
        {
            foreach (var name in await OfPrefixAsync(pace, prefix, cancellationToken))
            {
                // Another entry may know better.
                if (groups.Of(name) is { Settings.Received: false } group)
                {
                    all.TryAdd(name, group);
                }
            }
        }

        return [.. all.Values];
    }

    private async Task<IReadOnlyList<string>> OfPrefixAsync(LogsPace pace, string prefix, CancellationToken cancellationToken)
    {
        var known = _found.GetValueOrDefault(prefix);
        if (known.Names is not null && time.GetUtcNow() - known.At < Every)
        {
            return known.Names;
        }

        var address = $"log-groups:{prefix}";
        try
        {
            var names = await ListAsync(pace, prefix, cancellationToken);
            _found[prefix] = (time.GetUtcNow(), names);
            await access.SucceededAsync(address, cancellationToken);
            return names;
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            await access.FailedAsync($"the list of log groups {prefix}*", address, failure, channel: null, cancellationToken);
            return known.Names ?? [];
        }
    }

    private async Task<IReadOnlyList<string>> ListAsync(LogsPace pace, string prefix, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await caller.DescribeAsync(pace, prefix, token, cancellationToken);
            names.AddRange((page.LogGroups ?? []).Select(static g => g.LogGroupName));
            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token) && names.Count < MostOfPrefix);
        return names;
    }
}
