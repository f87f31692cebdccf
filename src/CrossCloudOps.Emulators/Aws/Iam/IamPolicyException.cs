namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>A policy that IAM would not take, or that says something which is not evaluated here: never a silent allow.</summary>
public sealed class IamPolicyException(string message) : Exception(message);
