using System.Net;
using System.Security.Cryptography.X509Certificates;
using CrossCloudOps.Heartbeats;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Outbound;
using CrossCloudOps.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

/// <summary>The probe with the app's own clients. Names lead to this machine unless a test says otherwise, and private addresses are allowed.</summary>
internal sealed class ProbeScenario : IAsyncDisposable
{
    private readonly Lazy<ServiceProvider> _services;

    private ProbeScenario(bool allowPrivate, X509Certificate2? trusted)
    {
        var services = new ServiceCollection();
        services.AddOutbound();
        services.AddSingleton<HostResolution>((host, cancellationToken) => Resolve(host, cancellationToken));
        services.AddSingleton<TimeProvider>(Time);
        services.Configure<HeartbeatsOptions>(options =>
        {
            options.AllowPrivateTargets = allowPrivate;
            Reachability.ToList().ForEach(options.Reachability.Add);
        });
        services.Configure<SlackOptions>(options => options.ApiUrl = SlackUrl);
        services.AddSingleton<PulseProbe>();
        services.AddSingleton<Reachability>();
        if (trusted is not null)
        {
            foreach (var client in new[] { OutboundClients.Public, OutboundClients.AllowPrivate })
            {
                services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler((handler, _) => Trust((SocketsHttpHandler)handler, trusted));
            }
        }

        _services = new(() => services.BuildServiceProvider());
    }

    public ManualTime Time { get; } = new();

    public HostResolution Resolve { get; set; } = static (host, _) => Task.FromResult<IPAddress[]>([IPAddress.TryParse(host, out var literal) ? literal : IPAddress.Loopback]);

    public IList<string> Reachability { get; } = [];

    public string SlackUrl { get; set; } = "http://slack.example/api/";

    public static ProbeScenario Create(bool allowPrivate = true, X509Certificate2? trusted = null) => new(allowPrivate, trusted);

    public Task<CheckResult> CheckAsync(Pulse pulse, CancellationToken cancellationToken = default) => _services.Value.GetRequiredService<PulseProbe>().CheckAsync(pulse, cancellationToken);

    public Task<CheckResult> CheckAsync(Uri url) => CheckAsync(new Pulse { Url = url });

    public Task<ReachabilityAnswer> AskAsync() => _services.Value.GetRequiredService<Reachability>().AskAsync(default);

    public ValueTask DisposeAsync() => _services.IsValueCreated ? _services.Value.DisposeAsync() : ValueTask.CompletedTask;

    private static void Trust(SocketsHttpHandler handler, X509Certificate2 root)
    {
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(root);
    }
}
