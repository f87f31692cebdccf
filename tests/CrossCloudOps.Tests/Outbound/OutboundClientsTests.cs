using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CrossCloudOps.Outbound;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Emulators;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Outbound;

/// <summary>The clients as the app has them, against a server on this machine; names lead where a test says.</summary>
public sealed class OutboundClientsTests : IAsyncLifetime
{
    private readonly Dictionary<string, IPAddress[]> _names = [];
    private readonly ServiceCollection _services = [];
    private ListeningApp _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ListeningApp.StartAsync();
        _services.AddOutbound();
        _services.AddSingleton<HostResolution>(Resolve);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1 is a private address (loopback)")]
    [InlineData("127.1", "127.0.0.1 is a private address (loopback)")]
    [InlineData("2130706433", "127.0.0.1 is a private address (loopback)")]
    [InlineData("0x7f.0.0.1", "127.0.0.1 is a private address (loopback)")]
    [InlineData("[::1]", "::1 is a private address (loopback)")]
    [InlineData("[::ffff:127.0.0.1]", "::ffff:127.0.0.1 is a private address (loopback)")]
    [InlineData("169.254.169.254", "169.254.169.254 is never allowed (link-local)")]
    [InlineData("hooks.example", "hooks.example is at 127.0.0.1, which is a private address (loopback)")]
    [InlineData("HOOKS.example.", "hooks.example. is at 127.0.0.1, which is a private address (loopback)")]
    public async Task A_host_of_the_inside_is_refused_by_name_and_address(string host, string message)
    {
        _names["hooks.example"] = [IPAddress.Loopback];

        var refused = await RefusalAsync(host);

        refused.Message.ShouldBe(message);
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_with_inner_addresses_only_is_refused_and_the_first_one_is_named()
    {
        _names["hooks.example"] = [IPAddress.Parse("10.0.0.7"), IPAddress.IPv6Loopback];

        var refused = await RefusalAsync("hooks.example");

        refused.Host.ShouldBe("hooks.example");
        refused.Address.ShouldBe(IPAddress.Parse("10.0.0.7"));
    }

    [Fact]
    public async Task An_address_that_a_setting_would_allow_is_named_before_one_that_none_allows()
    {
        _names["hooks.example"] = [IPAddress.Parse("169.254.169.254"), IPAddress.Parse("10.0.0.7")];

        var refused = await RefusalAsync("hooks.example");

        refused.Message.ShouldBe("hooks.example is at 10.0.0.7, which is a private address (private network)");
        refused.IsNeverAllowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("169.254.169.254", "169.254.169.254 is never allowed (link-local)")]
    [InlineData("169.254.170.2", "169.254.170.2 is never allowed (link-local)")]
    [InlineData("2852039166", "169.254.169.254 is never allowed (link-local)")]
    [InlineData("[::ffff:169.254.169.254]", "::ffff:169.254.169.254 is never allowed (link-local)")]
    [InlineData("[64:ff9b::169.254.169.254]", "64:ff9b::a9fe:a9fe is never allowed (link-local)")]
    [InlineData("[fd00:ec2::254]", "fd00:ec2::254 is never allowed (AWS's own)")]
    [InlineData("[fe80::1]", "fe80::1 is never allowed (link-local)")]
    [InlineData("168.63.129.16", "168.63.129.16 is never allowed (Azure's own)")]
    [InlineData("metadata.example", "metadata.example is at 169.254.169.254, which is never allowed (link-local)")]
    public async Task No_client_calls_what_hands_out_the_clouds_credentials(string host, string message)
    {
        _names["metadata.example"] = [IPAddress.Parse("169.254.169.254")];

        foreach (var client in new[] { OutboundClients.Public, OutboundClients.AllowPrivate })
        {
            var refused = await RefusalAsync(host, client);

            refused.Message.ShouldBe(message);
            refused.IsNeverAllowed.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task The_other_client_connects_past_an_address_that_is_never_allowed()
    {
        _names["hooks.example"] = [IPAddress.Parse("169.254.169.254"), IPAddress.Loopback];

        using var response = await GetAsync(OutboundClients.AllowPrivate, "hooks.example");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_other_client_reaches_an_inner_address()
    {
        _names["hooks.example"] = [IPAddress.Loopback];

        using var response = await GetAsync(OutboundClients.AllowPrivate, "hooks.example");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unknown_name_is_not_called_a_private_address()
    {
        var failure = await Should.ThrowAsync<HttpRequestException>(() => GetAsync(OutboundClients.AllowPrivate, "nowhere.example"));

        failure.HttpRequestError.ShouldBe(HttpRequestError.NameResolutionError);
    }

    [Fact]
    public async Task Redirects_are_not_followed_and_cookies_not_kept()
    {
        _names["hooks.example"] = [IPAddress.Loopback];
        _server.Respond = context =>
        {
            context.Response.Headers.SetCookie = "session=1";
            context.Response.Headers.Location = _server.Url.ToString();
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        };

        using var first = await GetAsync(OutboundClients.AllowPrivate, "hooks.example");
        using var second = await GetAsync(OutboundClients.AllowPrivate, "hooks.example");

        first.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        _server.Requests.Count.ShouldBe(2);
        _server.Requests.ShouldAllBe(static request => !request.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task A_request_says_nothing_that_its_sender_did_not_say()
    {
        _names["hooks.example"] = [IPAddress.Loopback];
        using var activity = new Activity("ours").Start();

        using var response = await GetAsync(OutboundClients.AllowPrivate, "hooks.example");

        _server.Requests.ShouldHaveSingleItem().Headers.Keys.ShouldBe(["Host"]);
    }

    [Fact]
    public async Task A_response_URL_that_leads_inside_is_refused_although_its_name_is_Slacks()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(
            stack,
            new Dictionary<string, string?> { ["Slack:ApiUrl"] = "https://slack.com/api/" },
            services: services => services.AddSingleton<HostResolution>(Resolve));
        _names["hooks.slack.com"] = [IPAddress.Loopback];

        var answer = await app.Get<SlackClient>().RespondAsync($"https://hooks.slack.com:{_server.Url.Port}/actions/1", new SlackCall { Text = "done" }, default);

        answer.Outcome.ShouldBe(SlackOutcome.Refused);
        answer.Error.ShouldBe("hooks.slack.com is at 127.0.0.1, which is a private address (loopback)");
    }

    private async Task<TargetRefusedException> RefusalAsync(string host, string client = OutboundClients.Public)
    {
        var failure = await Should.ThrowAsync<HttpRequestException>(() => GetAsync(client, host));
        return failure.InnerException.ShouldBeOfType<TargetRefusedException>();
    }

    private async Task<HttpResponseMessage> GetAsync(string client, string host)
    {
        await using var provider = _services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(client);
        return await http.GetAsync(new Uri($"http://{host}:{_server.Url.Port}/"));
    }

    private Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var literal) ? Task.FromResult<IPAddress[]>([literal])
            : _names.TryGetValue(host.TrimEnd('.'), out var addresses) ? Task.FromResult(addresses)
            : throw new SocketException((int)SocketError.HostNotFound);
}
