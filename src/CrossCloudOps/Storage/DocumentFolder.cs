namespace CrossCloudOps.Storage;

/// <summary>Where the files of a <see cref="FolderDocumentStore"/> are, and how one is put in its place in one step.</summary>
internal sealed class DocumentFolder(string directory, TimeProvider time)
{
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(1);

    /// <summary>A page: the kernel copies it in one piece, and only between pages it asks whether the process is killed.</summary>
    private const int WrittenAtOnce = 4096;

    private readonly string _temporary = Path.Combine(directory, ".tmp");
    private readonly FolderLocks _locks = new(Path.Combine(directory, ".locks"));
    private readonly string _writer = Guid.NewGuid().ToString("N");
    private readonly Lock _opening = new();
    private long _files;
    private volatile bool _opened;

    /// <summary>The path of a document's file. Segments that are empty or begin with a dot have no place here.</summary>
    public string PathOf(string name) =>
        IsInside(name) && name.Length > 0 && name[^1] != '/'
            ? Path.Combine(directory, name)
            : throw new ArgumentException($"'{name}' is no name of a document.", nameof(name));

    public IEnumerable<(string Name, DateTime Stamp)> List(string prefix) => IsInside(prefix)
        ? FolderListing.List(directory, prefix)
        : throw new ArgumentException($"'{prefix}' begins no name of a document.", nameof(prefix));

    public ValueTask<FolderLock> LockAsync(string name, CancellationToken cancellationToken)
    {
        Open();
        return _locks.EnterAsync(name, cancellationToken);
    }

    /// <summary>
    /// Creates a file; false if the name is taken. What one write takes is written in its place: a process that is killed there leaves
    /// the file whole or empty, and an empty one is no document. Anything longer only claims the name there and comes by renaming.
    /// </summary>
    public bool TryCreate(string path, ReadOnlyMemory<byte> content, DateTime stamp)
    {
        Open();
        var file = Form(content);
        if (file.Length <= WrittenAtOnce)
        {
            return InItsFolder(path, () => DocumentFile.TryWrite(path, file.Span, stamp)) && DocumentFile.LastModified(path) == stamp;
        }

        if (!InItsFolder(path, () => DocumentFile.TryClaim(path)))
        {
            return false;
        }

        PutFile(path, file, stamp);
        return true;
    }

    /// <summary>
    /// Makes this the content of a file that was not there or had a length. What one write takes is written over the old content, unless
    /// somebody has that open: a new file takes ext4 up to a millisecond where many were deleted in the last minutes. Only for the holder
    /// of the name's lock.
    /// </summary>
    public void Put(string path, long? length, ReadOnlyMemory<byte> content, DateTime stamp)
    {
        var file = Form(content);
        // A shorter content says where it ends: cutting the rest off would be a second step.
        var over = file.Length < length ? AppendedFile.New(content.Span) : file;
        if (length <= WrittenAtOnce && over.Length <= WrittenAtOnce && DocumentFile.TryOverwrite(path, over.Span, stamp))
        {
            return;
        }

        PutFile(path, file, stamp);
    }

    /// <summary>Makes this the first content of an append document. Only for the holder of the name's lock.</summary>
    public void PutAppended(string path, ReadOnlySpan<byte> content, DateTime stamp) => PutFile(path, AppendedFile.New(content), stamp);

    /// <summary>Gives a file another name; false if that is taken. Only for the holder of the lock of the name it has.</summary>
    public static bool TryMove(string path, string newPath) => InItsFolder(newPath, () => DocumentFile.TryMove(path, newPath));

    private void PutFile(string path, ReadOnlyMemory<byte> file, DateTime stamp)
    {
        var temporary = Path.Combine(_temporary, $"{_writer}-{Interlocked.Increment(ref _files):x}");
        DocumentFile.Write(temporary, file.Span, stamp);
        InItsFolder(path, () =>
        {
            File.Move(temporary, path, overwrite: true);
            return true;
        });
    }

    /// <summary>No file is empty, and none but an append document's looks like one.</summary>
    private static ReadOnlyMemory<byte> Form(ReadOnlyMemory<byte> content) =>
        content.IsEmpty || AppendedFile.Length(content.Span) is not null ? AppendedFile.New(content.Span) : content;

    private static bool IsInside(string name) =>
        !name.StartsWith('.') && !name.StartsWith('/') && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Contains("/.", StringComparison.Ordinal) && !name.Contains("//", StringComparison.Ordinal);

    // A listing removes folders that it finds empty, so a folder may vanish between any two steps.
    private static bool InItsFolder(string path, Func<bool> step)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (attempt > 0)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                }

                return step();
            }
            catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException && attempt < 20)
            {
            }
        }
    }

    private void Open()
    {
        if (_opened)
        {
            return;
        }

        lock (_opening)
        {
            Directory.CreateDirectory(_temporary);
            Directory.CreateDirectory(_locks.Directory);
            foreach (var file in new DirectoryInfo(_temporary).EnumerateFiles())
            {
                if (time.GetUtcNow() - file.LastWriteTimeUtc > LeftoverAge)
                {
                    file.Delete();
                }
            }

            _opened = true;
        }
    }
}
