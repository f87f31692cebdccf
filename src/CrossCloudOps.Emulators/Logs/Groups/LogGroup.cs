namespace CrossCloudOps.Emulators.Logs.Groups;

/// <summary>A group, its streams and all their events. Whoever looks at events or streams holds <see cref="Gate"/>.</summary>
internal sealed class LogGroup(string name, string account, string arn, string logGroupClass, long createdAt)
{
    private readonly Dictionary<string, LogStream> _streams = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public string Name { get; } = name;

    public string Account { get; } = account;

    public string Arn { get; } = arn;

    public string LogGroupClass { get; } = logGroupClass;

    public long CreatedAt { get; } = createdAt;

    public EventList Events { get; } = new();

    public IEnumerable<LogStream> Streams => _streams.Values;

    public LogStream? Find(string stream) => _streams.GetValueOrDefault(stream);

    /// <summary>Null if there is one of that name.</summary>
    public LogStream? Create(string stream, long now)
    {
        var created = new LogStream(stream, $"{Arn}:log-stream:{stream}", now);
        return _streams.TryAdd(stream, created) ? created : null;
    }

    public void Add(LogStream stream, EventKey key, string message)
    {
        var added = new LogEvent(key, stream, message);
        Events.Add(added);
        stream.Events.Add(added);
    }
}
