namespace CrossCloudOps.LocalHost;

/// <summary>A fault that the user can mend; its message is all there is to show.</summary>
internal sealed class LocalHostException(string message, Exception? innerException = null) : Exception(message, innerException);
