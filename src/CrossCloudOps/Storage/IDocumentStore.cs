namespace CrossCloudOps.Storage;

/// <summary>
/// Named documents of bytes, each call atomic, shared by all instances of the app. A name is made of segments joined by <c>/</c>;
/// text from outside enters a name through <see cref="DocumentName"/> only. No document's name is a folder of another's.
/// </summary>
internal interface IDocumentStore
{
    /// <summary>The most bytes that <see cref="AppendAsync"/> takes in one call.</summary>
    const int LongestAppend = 4 * 1024 * 1024;

    /// <summary>
    /// Writes a document that must not exist yet. Returns its ETag, or null if the name is taken: perhaps by this very call, whose first
    /// answer was lost on the way to the Blob service.
    /// </summary>
    Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads a document; null if there is none.</summary>
    Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads no more than the last so many bytes of a document, and says whether they are all; null if there is none.</summary>
    Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken);

    /// <summary>Reads at most so many bytes of a document from a place on; if they are fewer, nothing follows them. Null if there is none.</summary>
    Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken);

    /// <summary>Replaces a document that still has this ETag. Returns the new ETag, or null if it changed or is gone.</summary>
    Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Writes a document whether or not it exists; its ETag and time of change are new in either case.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Deletes a document, if <paramref name="etag"/> is given only while it has that ETag. False if nothing was deleted.</summary>
    Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a document that nobody rewrites another name. At no moment it is in neither place; after a death it may be in both, and
    /// moving it again ends that: where the new name is taken, the old one is only deleted. Its time of change is the time of the move.
    /// False if there was nothing to move.
    /// </summary>
    Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken);

    /// <summary>All documents whose names begin with the prefix, in ordinal order of their names, read in pages.</summary>
    IAsyncEnumerable<ListedDocument> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Adds bytes to the end of an append document, which the first call creates. At most 4 MiB a call. On the Blob service a document
    /// takes 50,000 calls, and bytes whose answer was lost on the way may stand twice.
    /// </summary>
    Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>
    /// As above, unless the document holds so many bytes already, or is not there and <paramref name="create"/> is false. How much is to be
    /// added plays no part in that: from one moment on a document is full for everybody, whatever they bring.
    /// </summary>
    Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken);
}

internal enum AppendOutcome
{
    Appended,

    /// <summary>Nothing was written: the document takes no more.</summary>
    Full,

    /// <summary>Nothing was written: there is no such document.</summary>
    Missing,
}

/// <summary>A document as read. Both times are the store's own, so their difference is free of clock skew.</summary>
internal sealed record StoredDocument(ReadOnlyMemory<byte> Content, string ETag, DateTimeOffset LastModified, DateTimeOffset ReadAt);

/// <summary>The end of a document.</summary>
internal sealed record DocumentEnd(ReadOnlyMemory<byte> Content, bool IsAll);

/// <summary>A part of a document, and the ETag that it had then.</summary>
internal sealed record DocumentPart(ReadOnlyMemory<byte> Content, string ETag);

/// <summary>A document as listed. Both times are the store's own.</summary>
internal sealed record ListedDocument(string Name, string ETag, DateTimeOffset LastModified, DateTimeOffset ListedAt);
