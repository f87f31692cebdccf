namespace CrossCloudOps.Storage;

/// <summary>Where the files of a <see cref="FolderDocumentStore"/> are, and how one is put in its place in one step.</summary>
internal sealed class DocumentFolder(string directory, TimeProvider time)
{
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(1);

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

    /// <summary>Makes this the content of a file. Only for the holder of the name's lock.</summary>
    public void Put(string path, ReadOnlySpan<byte> content, DateTime stamp, bool framed = false)
    {
        if (content.IsEmpty && InItsFolder(path, () => DocumentFile.TryTouch(path, stamp)))
        {
            return;
        }

        var temporary = Path.Combine(_temporary, $"{_writer}-{Interlocked.Increment(ref _files):x}");
        DocumentFile.Write(temporary, framed || AppendedFile.Length(content) is null ? content : AppendedFile.New(content), stamp);
        InItsFolder(path, () =>
        {
            File.Move(temporary, path, overwrite: true);
            return true;
        });
    }

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
