using CrossCloudOps.Telemetry;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Telemetry;

/// <summary>Settings of telemetry that do not hold.</summary>
public sealed class TelemetrySettingsTests
{
    private const string Secret = FaultyStart.Secret;
    private const string ClientId = "0a1b2c3d-0000-0000-0000-000000000001";

    private static readonly Dictionary<string, string?> Good = new(FaultyStart.Platform)
    {
        ["DeadLetters:Queues:0:Url"] = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dlq",
    };

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317/" + Secret, "is not an http or https address: give your collector's, for example http://localhost:4317, or leave it out.")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Secret, "is not an http or https address: give your collector's, for example http://localhost:4317, or leave it out.")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "is \"http/json\": give grpc or http/protobuf, or leave it out for grpc.")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", Secret, "is not of the form InstrumentationKey=…;IngestionEndpoint=…. Copy it from the overview of your Application Insights resource, or leave it out.")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=" + Secret, "has no InstrumentationKey that is a GUID. Copy it from the overview of your Application Insights resource, or leave it out.")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=" + ClientId + ";IngestionEndpoint=http://" + Secret + ".example/", "has an IngestionEndpoint that is not an https address. Copy it from the overview of your Application Insights resource, or leave it out.")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "@Microsoft.KeyVault(SecretUri=https://" + Secret + ".example)", "is a Key Vault reference that was not resolved. Copy it from the overview of your Application Insights resource, or leave it out.")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=Key;Key=" + Secret, "is not understood: give Authorization=AAD, or Authorization=AAD;ClientId=… for a user-assigned identity.")]
    public async Task A_setting_that_cannot_work_is_refused_without_its_secret(string setting, string value, string fault) =>
        (await FaultyStart.FaultsAsync(Good, [(setting, value)])).ShouldBe([$"{setting} {fault}"]);

    [Theory]
    [InlineData("Authorization=AAD", null)]
    [InlineData("authorization=aad;", null)]
    [InlineData("Authorization=AAD;ClientId=" + ClientId, ClientId)]
    [InlineData("ClientId=" + ClientId + "; Authorization=AAD", ClientId)]
    public void The_identity_is_read_as_the_host_reads_it(string text, string? clientId) =>
        AppInsightsIdentity.Parse(text).ShouldBe(new AppInsightsIdentity(clientId));
}
