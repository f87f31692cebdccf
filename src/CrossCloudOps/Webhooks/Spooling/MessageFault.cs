using CrossCloudOps.Aws;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>Tells what SQS refuses for what is in it, and would again, from what it refuses for any other reason.</summary>
internal static class MessageFault
{
    private static readonly HashSet<string> Codes =
        ["InvalidMessageContents", "InvalidParameterValue", "InvalidAttributeValue", "MessageTooLong", "BatchRequestTooLong", "MissingParameter", "UnsupportedOperation"];

    public static bool Is(AwsFailure failure) => failure.IsCertain && Codes.Contains(failure.Code);
}
