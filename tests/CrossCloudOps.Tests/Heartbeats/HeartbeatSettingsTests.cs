using CrossCloudOps.Heartbeats;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Heartbeats;

/// <summary>Settings of heartbeats that do not hold: the app does not start, and says all that is wrong with them at once.</summary>
public sealed class HeartbeatSettingsTests
{
    private static readonly Dictionary<string, string?> Good = new(FaultyStart.Platform) { ["Heartbeats:Bucket"] = "pulses" };

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var faults = await FaultyStart.FaultsAsync(
            Good,
            [
                ("Heartbeats:Bucket", "s3://Pulses"), ("Heartbeats:PulsePrefix", "beat"), ("Heartbeats:EchoPrefix", "/echo/"), ("Heartbeats:StaleAfter", "00:01:00"),
                ("Heartbeats:OpenAfter", "0"), ("Heartbeats:Concurrency", "100000"), ("Heartbeats:PerHost", "0"), ("Heartbeats:Timeout", "00:05:00"), ("Heartbeats:MaxBytes", "10"),
                ("Heartbeats:TlsWarning", "365.00:00:00"), ("Heartbeats:Reachability:0", "slack.com"), ("Heartbeats:Channels:0", "C0ORDERS"),
            ]);

        Approved.ShouldBe("Settings.heartbeats.txt", string.Join('\n', faults));
    }

    [Theory]
    [InlineData("beats/", "beats/echo/")]
    [InlineData("beats/pulse/", "beats/")]
    [InlineData("beats/", "beats/")]
    public async Task An_echo_must_never_be_taken_for_a_pulse(string pulses, string echoes)
    {
        var faults = await FaultyStart.FaultsAsync(Good, [("Heartbeats:PulsePrefix", pulses), ("Heartbeats:EchoPrefix", echoes)]);

        faults.ShouldContain(static f => f.Contains("must not lie in one another", StringComparison.Ordinal));
    }

    [Fact]
    public void Defaults_are_those_of_the_predecessor()
    {
        var options = new HeartbeatsOptions();

        options.PulsePrefix.ShouldBe("pulse/");
        options.EchoPrefix.ShouldBe("echo/");
        options.StaleAfter.ShouldBe(TimeSpan.FromMinutes(15));
        options.OpenAfter.ShouldBe(1);
        options.AllowPrivateTargets.ShouldBeFalse();
    }
}
