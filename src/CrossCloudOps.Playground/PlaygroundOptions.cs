namespace CrossCloudOps.Playground;

/// <summary>Ports on 127.0.0.1 (0 takes a free one), and how fast things go.</summary>
internal sealed record PlaygroundOptions
{
    public int Port { get; init; } = 7071;

    public int SlackPort { get; init; } = 7072;

    public int AwsPort { get; init; } = 7073;

    /// <summary>Wiped at every start.</summary>
    public string Directory { get; init; } = Path.Combine(".crosscloudops", "playground");

    public string CollectSchedule { get; init; } = "*/5 * * * * *";

    public string HeartbeatSchedule { get; init; } = "1-59/5 * * * * *";

    /// <summary>Between two collects, so that what one found is in Slack soon.</summary>
    public string NotifySchedule { get; init; } = "2-59/5 * * * * *";

    public string RedriveSchedule { get; init; } = "4-59/5 * * * * *";

    public string ForwardSchedule { get; init; } = "3-59/5 * * * * *";

    public string ScanSchedule { get; init; } = "*/10 * * * * *";
}
