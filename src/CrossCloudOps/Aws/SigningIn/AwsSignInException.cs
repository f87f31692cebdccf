using Amazon.Runtime;

namespace CrossCloudOps.Aws.SigningIn;

/// <summary>There are no credentials to call AWS with: what happened and what to check stands in <see cref="Failure"/>. A client's exception, so that the SDK hands it on as it is.</summary>
internal sealed class AwsSignInException : AmazonClientException
{
    public AwsSignInException(AwsFailure failure, Exception cause)
        : base(failure.Message, cause) => Failure = failure;

    public AwsFailure Failure { get; }
}
