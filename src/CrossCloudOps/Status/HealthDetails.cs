using System.Text.Json.Serialization;

namespace CrossCloudOps.Status;

/// <summary>What <c>GET /api/health/details</c> answers: no secrets, no text from outside.</summary>
/// <param name="Status"><c>ok</c>, <c>not fresh</c>, or <c>not ok</c> while the store does not answer.</param>
/// <param name="Functions">Unknown, and so none, while the store does not answer.</param>
internal sealed record HealthDetails(
    string Status, bool StoreAnswers, IReadOnlyList<string> On, IReadOnlyList<string> Off, IReadOnlyList<FunctionDetails> Functions, ReportDetails? ReportTo);

internal sealed record FunctionDetails(string Name, string Schedule, DateTimeOffset? LastGoodRun, long? AgeSeconds, long LimitSeconds, bool Fresh)
{
    public static FunctionDetails Of(FunctionFreshness freshness) => new(
        freshness.Function.Name, freshness.Function.Schedule, freshness.LastGoodRun,
        freshness.Age is { } age ? (long)age.TotalSeconds : null, (long)freshness.Limit.TotalSeconds, freshness.IsFresh);
}

/// <param name="Host">Of the address, which is a secret itself.</param>
internal sealed record ReportDetails(string Host, DateTimeOffset? LastReportedAt, string? LastError);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthDetails))]
[JsonSerializable(typeof(OwnHeartbeatState))]
[JsonSerializable(typeof(FunctionRunRecord))]
internal sealed partial class StatusJson : JsonSerializerContext;
