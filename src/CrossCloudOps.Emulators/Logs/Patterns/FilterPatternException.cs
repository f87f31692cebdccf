namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>A pattern that cannot be read, and why.</summary>
internal sealed class FilterPatternException(string message) : Exception(message);
