namespace CrossCloudOps.Logs.Receiving;

/// <summary>What Lambda itself writes about each invocation, which a subscription without a filter sends too.</summary>
internal static class LambdaNotice
{
    private static readonly string[] Beginnings = ["START RequestId: ", "END RequestId: ", "INIT_START Runtime Version: ", "REPORT RequestId: "];

    public static bool TellsNoFailure(string line) =>
        (Beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal)) && !line.Contains("\tStatus: ", StringComparison.Ordinal) && !line.Contains("\tError Type: ", StringComparison.Ordinal))
        || (line.StartsWith("{\"time\":\"", StringComparison.Ordinal) && line.Contains("\"type\":\"platform.", StringComparison.Ordinal) && !Fails(line));

    /// <summary>The same lines as JSON. <see href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html"/></summary>
    private static bool Fails(string line) =>
        line.Contains("\"status\":\"", StringComparison.Ordinal) && !line.Contains("\"status\":\"success\"", StringComparison.Ordinal);
}
