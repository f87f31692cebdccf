using System.Net;
using Amazon.Runtime;
using Amazon.SQS;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Tests.Aws;

public sealed class AwsFailureTests
{
    [Theory]
    [InlineData("AccessDenied", 403, "AccessDenied", false, true)]
    [InlineData("AWS.SimpleQueueService.NonExistentQueue", 400, "NonExistentQueue", false, true)]
    [InlineData("InvalidParameterValue", 400, "InvalidParameterValue", false, true)]
    [InlineData("RequestThrottled", 400, "RequestThrottled", true, true)]
    [InlineData("KMS.ThrottlingException", 400, "ThrottlingException", true, true)]
    [InlineData("OverLimit", 403, "OverLimit", true, true)]
    [InlineData("Whatever", 429, "Whatever", true, true)]
    [InlineData("ThrottlingException", 503, "ThrottlingException", true, true)]
    [InlineData("InternalError", 500, "InternalError", true, false)]
    [InlineData("ServiceUnavailable", 503, "ServiceUnavailable", true, false)]
    [InlineData("", 502, "HTTP 502", true, false)]
    [InlineData("", 0, "HTTP 0", true, false)]
    public void What_AWS_answered(string code, int status, string shown, bool transient, bool certain) =>
        AwsFailure.Of(new AmazonSQSException("m", ErrorType.Unknown, code, "r", (HttpStatusCode)status)).ShouldBe(new AwsFailure(shown, "m", transient, certain));

    [Fact]
    public void What_never_left_did_not_happen()
    {
        AwsFailure.Of(new AmazonClientException("Unable to find credentials"))!.ShouldBe(new AwsFailure("NoCredentials", "Unable to find credentials", IsTransient: false, IsCertain: true) { IsOfSignIn = true });
        foreach (var error in new[] { HttpRequestError.ConnectionError, HttpRequestError.NameResolutionError, HttpRequestError.SecureConnectionError })
        {
            AwsFailure.Of(new HttpRequestException(error)).ShouldBe(new AwsFailure(error.ToString(), "AWS cannot be reached.", IsTransient: true, IsCertain: true));
        }
    }

    [Fact]
    public void What_was_not_answered_may_have_happened()
    {
        Exception[] silent =
        [
            new HttpRequestException(HttpRequestError.ResponseEnded), new HttpRequestException("broken"), new IOException(), new TaskCanceledException(), new TimeoutException(),
        ];

        silent.Select(AwsFailure.Of).ShouldAllBe(static f => f != null && f.IsTransient && !f.IsCertain && f.Code == "NoAnswer");
    }

    [Fact]
    public void What_is_no_call_is_no_failure_of_one() => AwsFailure.Of(new InvalidOperationException()).ShouldBeNull();
}
