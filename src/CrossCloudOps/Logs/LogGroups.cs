using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs;

/// <summary>The log groups of the settings. A name goes before a prefix, a longer prefix before a shorter one.</summary>
internal sealed class LogGroups(IOptions<LogsOptions> options)
{
    private static readonly LogGroupOptions ByDefault = new() { Received = true };

    private readonly Dictionary<string, LogGroupOptions> _named = options.Value.Groups
        .Where(static g => g.Name is { Length: > 0 }).GroupBy(static g => LogGroupName.Identifier(g.Name!)).ToDictionary(static g => g.Key, static g => g.First());

    private readonly IReadOnlyList<LogGroupOptions> _prefixed =
        [.. options.Value.Groups.Where(static g => g.Prefix is { Length: > 0 }).OrderByDescending(static g => g.Prefix!.Length)];

    public bool IsOn { get; } = options.Value.Groups.Count > 0;

    /// <summary>Those that are scanned and named.</summary>
    public IEnumerable<LogGroup> Named => _named.Where(static g => !g.Value.Received).Select(static g => new LogGroup(g.Key, g.Value));

    /// <summary>Prefixes of those that are scanned.</summary>
    public IEnumerable<string> Prefixes => _prefixed.Where(static g => !g.Received).Select(static g => g.Prefix!);

    /// <summary>A log group that CloudWatch Logs or a sender named. One that the settings do not mention was sent without being asked for, and is taken.</summary>
    public LogGroup Of(string id) =>
        new(id, _named.GetValueOrDefault(id) ?? _prefixed.FirstOrDefault(g => id.StartsWith(g.Prefix!, StringComparison.Ordinal)) ?? ByDefault);
}
