namespace CrossCloudOps.Emulators.Logs.Groups;

internal sealed class LogStream(string name, string arn, long createdAt)
{
    public string Name { get; } = name;

    public string Arn { get; } = arn;

    public long CreatedAt { get; } = createdAt;

    public EventList Events { get; } = new();
}
