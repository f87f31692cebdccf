namespace CrossCloudOps.Heartbeats.Watching;

/// <summary>An object under one of the prefixes.</summary>
/// <param name="Name"><c>eu/web-1</c> of <c>pulse/eu/web-1.json</c>.</param>
internal sealed record ListedObject(string Name, string ETag, DateTimeOffset LastModified);

/// <summary>All objects under a prefix.</summary>
/// <param name="Others">How many have names that do not end in <c>.json</c>.</param>
/// <param name="IsCut">There were more, which were left out.</param>
/// <param name="At">When S3 answered, by its own clock.</param>
internal sealed record Listing(IReadOnlyList<ListedObject> Objects, int Others, bool IsCut, DateTimeOffset At);
