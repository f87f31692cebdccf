using System.Diagnostics;
using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.OpenTelemetry.Exporter;
using CrossCloudOps.Tests.Emulators;
using CrossCloudOps.Tests.Heartbeats.Probing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>The exporter on the wire, whether it is the package's own or stands in for it.</summary>
public sealed class AzureMonitorExporterTests
{
    private const string Key = "11111111-2222-3333-4444-555555555555";

    [Fact]
    public async Task It_shows_the_identitys_token_for_the_audience_of_the_connection_string()
    {
        using var certificate = TestCertificates.SelfSigned("localhost", TestCertificates.Now.AddDays(1));
        await using var ingestion = await ListeningApp.StartAsync(certificate);
        var credential = new FixedToken();

        using (var source = new ActivitySource(nameof(It_shows_the_identitys_token_for_the_audience_of_the_connection_string)))
        using (Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetSampler(new AlwaysOnSampler()).AddAzureMonitorTraceExporter(o => Configure(o, ingestion, credential)).Build())
        {
            source.StartActivity("work")?.Dispose();
        }

        var request = ingestion.Requests.ShouldHaveSingleItem();
        request.Headers["Authorization"].ShouldBe("Bearer token-of-tests");
        request.Body.ShouldContain(Key);
        request.Body.ShouldContain("\"name\":\"work\"");
        credential.Scopes.ShouldBe(["https://monitor.example/.default"]);
    }

    [Fact]
    public async Task A_histogram_is_sent_with_its_sum_its_count_and_its_bounds()
    {
        using var certificate = TestCertificates.SelfSigned("localhost", TestCertificates.Now.AddDays(1));
        await using var ingestion = await ListeningApp.StartAsync(certificate);

        using (var meter = new Meter(nameof(A_histogram_is_sent_with_its_sum_its_count_and_its_bounds)))
        using (Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddAzureMonitorMetricExporter(o => Configure(o, ingestion, new FixedToken())).Build())
        {
            var histogram = meter.CreateHistogram<double>("lengths");
            histogram.Record(2.5);
            histogram.Record(1.5);
        }

        var body = string.Concat(ingestion.Requests.Select(static r => r.Body));
        body.ShouldContain("\"name\":\"lengths\"");
        body.ShouldContain("\"value\":4");
        body.ShouldContain("\"count\":2");
        body.ShouldContain("\"min\":1.5");
        body.ShouldContain("\"max\":2.5");
    }

    private static void Configure(AzureMonitorExporterOptions options, ListeningApp ingestion, TokenCredential credential)
    {
        options.ConnectionString = $"InstrumentationKey={Key};IngestionEndpoint={ingestion.Url};AADAudience=https://monitor.example";
        options.Credential = credential;
#pragma warning disable CA2000, CA5400 // The transport lives as long as its exporter; the certificate is the test's own.
        options.Transport = new HttpClientTransport(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
#pragma warning restore CA2000, CA5400
    }

    private sealed class FixedToken : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken("token-of-tests", TimeProvider.System.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
