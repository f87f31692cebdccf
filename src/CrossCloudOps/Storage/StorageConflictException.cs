namespace CrossCloudOps.Storage;

/// <summary>Others wrote a document again and again between our reading and our writing.</summary>
internal sealed class StorageConflictException(string name) : Exception($"The document {name} was changed by others each time before it could be written.");
