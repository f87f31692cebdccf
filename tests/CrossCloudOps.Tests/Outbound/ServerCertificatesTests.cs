using CrossCloudOps.Outbound;

namespace CrossCloudOps.Tests.Outbound;

public sealed class ServerCertificatesTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ServerCertificates _certificates = new();

    [Fact]
    public void The_last_one_of_a_host_and_port_is_known()
    {
        _certificates.Remember(new Uri("https://a.example/x"), Day);
        _certificates.Remember(new Uri("https://a.example:8443/"), Day.AddDays(1));
        _certificates.Remember(new Uri("https://A.example:443/"), Day.AddDays(2));

        _certificates.ExpiresAt(new Uri("https://a.example/y")).ShouldBe(Day.AddDays(2));
        _certificates.ExpiresAt(new Uri("https://a.example:8443/")).ShouldBe(Day.AddDays(1));
        _certificates.ExpiresAt(new Uri("https://b.example/")).ShouldBeNull();
    }

    [Fact]
    public void Those_that_nobody_saw_or_asked_for_are_forgotten()
    {
        for (var n = 0; n < 3 * ServerCertificates.Most; n++)
        {
            _certificates.Remember(new Uri($"https://host-{n}.example/"), Day);
            _ = n == 0 || _certificates.ExpiresAt(new Uri("https://host-0.example/")) is not null;
        }

        _certificates.ExpiresAt(new Uri("https://host-0.example/")).ShouldBe(Day);
        _certificates.ExpiresAt(new Uri("https://host-1.example/")).ShouldBeNull();
        _certificates.ExpiresAt(new Uri($"https://host-{(3 * ServerCertificates.Most) - 1}.example/")).ShouldBe(Day);
    }
}
