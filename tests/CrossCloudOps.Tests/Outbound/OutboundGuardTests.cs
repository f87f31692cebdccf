using System.Net;
using CrossCloudOps.Outbound;

namespace CrossCloudOps.Tests.Outbound;

public sealed class OutboundGuardTests
{
    [Theory]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("0.255.255.255", "unspecified")]
    [InlineData("1.0.0.0", null)]
    [InlineData("8.8.8.8", null)]
    [InlineData("9.255.255.255", null)]
    [InlineData("10.0.0.0", "private network")]
    [InlineData("10.255.255.255", "private network")]
    [InlineData("11.0.0.0", null)]
    [InlineData("100.63.255.255", null)]
    [InlineData("100.64.0.0", "shared network")]
    [InlineData("100.127.255.255", "shared network")]
    [InlineData("100.128.0.0", null)]
    [InlineData("126.255.255.255", null)]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.255", "loopback")]
    [InlineData("128.0.0.0", null)]
    [InlineData("168.63.129.15", null)]
    [InlineData("168.63.129.16", "Azure's own")]
    [InlineData("168.63.129.17", null)]
    [InlineData("169.253.255.255", null)]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("169.255.0.0", null)]
    [InlineData("172.15.255.255", null)]
    [InlineData("172.16.0.0", "private network")]
    [InlineData("172.31.255.255", "private network")]
    [InlineData("172.32.0.0", null)]
    [InlineData("191.255.255.255", null)]
    [InlineData("192.0.0.0", "reserved")]
    [InlineData("192.0.0.255", "reserved")]
    [InlineData("192.0.1.0", null)]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("192.0.3.0", null)]
    [InlineData("192.88.99.1", "reserved")]
    [InlineData("192.167.255.255", null)]
    [InlineData("192.168.0.0", "private network")]
    [InlineData("192.168.255.255", "private network")]
    [InlineData("192.169.0.0", null)]
    [InlineData("198.17.255.255", null)]
    [InlineData("198.18.0.0", "benchmark")]
    [InlineData("198.19.255.255", "benchmark")]
    [InlineData("198.20.0.0", null)]
    [InlineData("198.51.100.1", "documentation")]
    [InlineData("203.0.113.1", "documentation")]
    [InlineData("223.255.255.255", null)]
    [InlineData("224.0.0.0", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("240.0.0.0", "reserved")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("::127.0.0.1", "reserved")]
    [InlineData("::8.8.8.8", "reserved")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::ffff:8.8.8.8", null)]
    [InlineData("::ffff:0:127.0.0.1", "reserved")]
    [InlineData("64:ff9b::10.1.2.3", "private network")]
    [InlineData("64:ff9b::8.8.8.8", null)]
    [InlineData("64:ff9b:1::8.8.8.8", "reserved")]
    [InlineData("100::1", "reserved")]
    [InlineData("2001::4136:e378:8000:63bf:3fff:fdd2", "reserved")]
    [InlineData("2001:2::1", "reserved")]
    [InlineData("2001:1ff:ffff::1", "reserved")]
    [InlineData("2001:200::1", null)]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("2001:db9::1", null)]
    [InlineData("2001:4860:4860::8888", null)]
    [InlineData("2002:7f00:1::", "loopback")]
    [InlineData("2002:a9fe:a9fe::1", "link-local")]
    [InlineData("2002:808:808::1", null)]
    [InlineData("2606:4700::1111", null)]
    [InlineData("3fff::1", "documentation")]
    [InlineData("4000::1", "reserved")]
    [InlineData("5f00::1", "reserved")]
    [InlineData("fbff::1", "reserved")]
    [InlineData("fc00::1", "unique-local")]
    [InlineData("fd00:ec1:ffff::254", "unique-local")]
    [InlineData("fd00:ec2::254", "AWS's own")]
    [InlineData("fd00:ec3::254", "unique-local")]
    [InlineData("fd20:ce::254", "Google's own")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%3", "link-local")]
    [InlineData("febf::1", "link-local")]
    [InlineData("fec0::1", "reserved")]
    [InlineData("ff02::1", "multicast")]
    public void Addresses_of_the_inside_are_refused_and_their_neighbours_are_not(string address, string? kind) =>
        OutboundGuard.Refusal(IPAddress.Parse(address)).ShouldBe(kind);

    [Theory]
    [InlineData("169.253.255.255", false)]
    [InlineData("169.254.0.0", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("169.254.170.23", true)]
    [InlineData("169.254.255.255", true)]
    [InlineData("169.255.0.0", false)]
    [InlineData("168.63.129.15", false)]
    [InlineData("168.63.129.16", true)]
    [InlineData("168.63.129.17", false)]
    [InlineData("::ffff:169.254.169.254", true)]
    [InlineData("::ffff:168.63.129.16", true)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::169.254.169.254", true)]
    [InlineData("::ffff:0:169.254.169.254", true)]
    [InlineData("64:ff9b::169.254.169.254", true)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("64:ff9b:1::169.254.169.254", true)]
    [InlineData("2002:a9fe:a9fe::1", true)]
    [InlineData("fd00:ec2::23", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("fd00:ec3::254", false)]
    [InlineData("fd20:ce::254", true)]
    [InlineData("fd20:ce::253", false)]
    [InlineData("fe80::1%3", true)]
    [InlineData("febf::1", true)]
    [InlineData("fec0::1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("8.8.8.8", false)]
    public void What_hands_out_credentials_is_never_allowed(string address, bool never) =>
        OutboundGuard.IsNeverAllowed(IPAddress.Parse(address)).ShouldBe(never);

    [Fact]
    public void Of_several_addresses_the_public_ones_are_left() =>
        OutboundGuard.Public([IPAddress.Loopback, IPAddress.Parse("8.8.8.8"), IPAddress.IPv6Loopback, IPAddress.Parse("2606:4700::1111")])
            .ShouldBe([IPAddress.Parse("8.8.8.8"), IPAddress.Parse("2606:4700::1111")]);

    [Fact]
    public void An_embedded_address_is_judged_as_the_address_itself()
    {
        var random = new Random(20260105);
        for (var round = 0; round < 10_000; round++)
        {
            var v4 = new byte[4];
            random.NextBytes(v4);
            var refusal = OutboundGuard.Refusal(new IPAddress(v4));

            if (OutboundGuard.IsNeverAllowed(new IPAddress(v4)))
            {
                refusal.ShouldNotBeNull();
            }

            OutboundGuard.Refusal(new IPAddress(v4).MapToIPv6()).ShouldBe(refusal);
            OutboundGuard.Refusal(new IPAddress([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. v4])).ShouldBe(refusal);
            OutboundGuard.Refusal(new IPAddress([0x20, 0x02, .. v4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).ShouldBe(refusal);
        }
    }
}
