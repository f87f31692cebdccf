using Amazon.Runtime;
using CrossCloudOps.Aws.SigningIn;

namespace CrossCloudOps.Aws;

/// <summary>What a failed call to AWS means for the one who made it.</summary>
/// <param name="Code">AWS's error code, or what kept the answer away.</param>
/// <param name="IsTransient">It may well succeed if asked again; nothing needs to be changed for that.</param>
/// <param name="IsCertain">The operation did not happen. False after a lost answer or a server error: it may have happened.</param>
internal sealed record AwsFailure(string Code, string Message, bool IsTransient, bool IsCertain)
{
    private static readonly HashSet<string> Throttling =
    [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException",
        "RequestLimitExceeded", "SlowDown", "OverLimit", "KmsThrottled", "KMS.ThrottlingException", "KmsThrottledException",
    ];

    /// <summary>Codes of services that do not know who calls: it is the same for all of them.</summary>
    private static readonly HashSet<string> Unknown =
    [
        "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "ExpiredToken", "ExpiredTokenException", "InvalidToken",
        "SignatureDoesNotMatch", "InvalidSignatureException", "RequestExpired", "RequestTimeTooSkewed", "MissingAuthenticationToken",
    ];

    /// <summary>It is not about what was called but about who called: no call of this app succeeds until it is mended.</summary>
    public bool IsOfSignIn { get; init; }

    /// <summary>The failure behind an exception of the SDK; null if it is no failure of a call.</summary>
    public static AwsFailure? Of(Exception exception) => exception switch
    {
        AwsSignInException e => e.Failure,
        AmazonServiceException e => Of(e),
        AmazonClientException e => new AwsFailure("NoCredentials", e.Message, IsTransient: false, IsCertain: true) { IsOfSignIn = true },
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } e =>
            new AwsFailure(e.HttpRequestError.ToString(), "AWS cannot be reached.", IsTransient: true, IsCertain: true),
        HttpRequestException or IOException => new AwsFailure("NoAnswer", "The connection to AWS broke.", IsTransient: true, IsCertain: false),
        OperationCanceledException or TimeoutException => new AwsFailure("NoAnswer", "AWS did not answer in time.", IsTransient: true, IsCertain: false),
        _ => null,
    };

    private static AwsFailure Of(AmazonServiceException e)
    {
        var code = ShortCode(e);
        var throttled = Throttling.Contains(code) || (int)e.StatusCode == 429;
        var serverError = (int)e.StatusCode is 0 or >= 500;
        return new AwsFailure(code, e.Message, IsTransient: throttled || serverError, IsCertain: throttled || !serverError) { IsOfSignIn = Unknown.Contains(code) };
    }

    /// <summary><c>NonExistentQueue</c> of <c>AWS.SimpleQueueService.NonExistentQueue</c>.</summary>
    private static string ShortCode(AmazonServiceException e) =>
        string.IsNullOrEmpty(e.ErrorCode) ? $"HTTP {(int)e.StatusCode}" : e.ErrorCode[(e.ErrorCode.LastIndexOf('.') + 1)..];
}
