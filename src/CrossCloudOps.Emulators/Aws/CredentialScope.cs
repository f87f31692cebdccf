using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Aws;

/// <summary>
/// The scope that a signature of version 4 names: <c>key/date/region/service/aws4_request</c>, in version 4A without the region. It stands in
/// the Authorization header or, presigned, in the query.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"/>
/// </summary>
internal static class CredentialScope
{
    private const string Mark = "Credential=";

    /// <summary>S3's signature of version 2: <c>AWS key:signature</c>.</summary>
    private const string Older = "AWS ";

    /// <summary>The service of a request's signature; null without such a signature.</summary>
    public static string? Service(HttpRequest request) =>
        Of(request)?.Split('/') is [.., { Length: > 0 } service, "aws4_request"] ? service : null;

    /// <summary>The access key that a request is signed with, in a signature of any version; null without one.</summary>
    public static string? AccessKeyId(HttpRequest request) =>
        Of(request) is { Length: > 0 } scope ? KeyIn(scope)
        : request.Headers.Authorization.ToString() is var header && header.StartsWith(Older, StringComparison.Ordinal) ? header[Older.Length..].Split(':')[0]
        : request.Query.TryGetValue("AWSAccessKeyId", out var key) ? key.ToString() : null;

    /// <summary>The access key of a scope.</summary>
    public static string KeyIn(string scope) => scope.Split('/')[0];

    private static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var at = header.StartsWith("AWS4-", StringComparison.Ordinal) ? header.IndexOf(Mark, StringComparison.Ordinal) : -1;
        if (at >= 0)
        {
            return header[(at + Mark.Length)..].Split(',', ' ')[0];
        }

        return request.QueryString.HasValue ? request.Query["X-Amz-Credential"].ToString() : null;
    }
}
