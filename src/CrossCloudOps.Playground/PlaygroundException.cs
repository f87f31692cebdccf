namespace CrossCloudOps.Playground;

/// <summary>A fault that the user can mend; its message is all there is to show.</summary>
internal sealed class PlaygroundException(string message, Exception? innerException = null) : Exception(message, innerException);
