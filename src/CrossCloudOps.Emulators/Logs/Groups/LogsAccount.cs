using System.Collections.Concurrent;

namespace CrossCloudOps.Emulators.Logs.Groups;

/// <summary>The groups of one account in one Region, and those of accounts that share theirs with it.</summary>
internal sealed class LogsAccount(LogsEmulatorOptions options)
{
    private readonly ConcurrentDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _denied = new(StringComparer.Ordinal);
    private long _lastNumber;

    public TimeProvider Time { get; } = options.TimeProvider;

    public string AccountId { get; } = options.AccountId;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Where the service listens.</summary>
    public Uri Endpoint { get; set; } = new("http://127.0.0.1");

    /// <summary>"The results are ASCII-sorted by log group name."</summary>
    public IEnumerable<LogGroup> Groups => _groups.Values.OrderBy(group => group.Name, StringComparer.Ordinal).ThenBy(group => group.Account, StringComparer.Ordinal);

    public string ArnOf(string name, string? account = null) => $"arn:aws:logs:{options.Region}:{account ?? AccountId}:log-group:{name}";

    /// <summary>By name in this account, by ARN in any.</summary>
    public LogGroup? Find(string nameOrArn) => _groups.GetValueOrDefault(ArnIn(nameOrArn));

    /// <summary>Null if there is one of that name.</summary>
    public LogGroup? Create(string name, string? account = null, string logGroupClass = "STANDARD")
    {
        var arn = ArnOf(name, account);
        var created = new LogGroup(name, account ?? AccountId, arn, logGroupClass, Now);
        return _groups.TryAdd(arn, created) ? created : null;
    }

    /// <summary>A key that no other event has.</summary>
    public EventKey NewKey(long timestamp, long ingestedAt) => new(timestamp, ingestedAt, NextNumber());

    /// <summary>A number that is given once.</summary>
    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    public void Deny(string nameOrArn) => _denied[ArnIn(nameOrArn)] = true;

    public void Allow(string nameOrArn) => _denied.TryRemove(ArnIn(nameOrArn), out _);

    public bool IsDenied(string nameOrArn) => _denied.ContainsKey(ArnIn(nameOrArn));

    public string ArnIn(string nameOrArn) => nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn : ArnOf(nameOrArn);
}
