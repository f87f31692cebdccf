using Amazon.Runtime;

namespace CrossCloudOps.Aws.SigningIn;

/// <summary>
/// There are no credentials to call AWS with: what happened and what to check stands in <see cref="Failure"/>. A client's exception without an inner
/// one: the SDK hands it on as it is, while it would try a broken connection inside of it again, for every call.
/// </summary>
internal sealed class AwsSignInException : AmazonClientException
{
    public AwsSignInException(AwsFailure failure)
        : base(failure.Message) => Failure = failure;

    public AwsFailure Failure { get; }
}
