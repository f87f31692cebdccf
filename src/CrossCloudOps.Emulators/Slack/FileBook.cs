namespace CrossCloudOps.Emulators.Slack;

/// <summary>Files: announced, uploaded, completed.</summary>
internal sealed class FileBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (SharedFile File, int Length, bool Uploaded, bool Completed)> _files = [];

    /// <summary>The files whose upload was completed.</summary>
    public IReadOnlyList<SharedFile> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _files.Values.Where(one => one.Completed).Select(one => one.File)];
            }
        }
    }

    public SharedFile? Find(string id)
    {
        lock (_gate)
        {
            return _files.TryGetValue(id, out var entry) && entry.Completed ? entry.File : null;
        }
    }

    public string Announce(string name, int length)
    {
        lock (_gate)
        {
            var id = $"F{_files.Count + 1:D9}";
            _files[id] = (new SharedFile(id, name, default), length, false, false);
            return id;
        }
    }

    /// <summary>False when the file was not announced or is not as long as announced.</summary>
    public bool Upload(string id, byte[] content)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(id, out var entry) || entry.Completed || content.Length != entry.Length)
            {
                return false;
            }

            _files[id] = entry with { File = entry.File with { Content = content }, Uploaded = true };
            return true;
        }
    }

    /// <summary>Whether a file was uploaded and waits for its completion.</summary>
    public bool IsWaiting(string id)
    {
        lock (_gate)
        {
            return _files.TryGetValue(id, out var entry) && entry is { Uploaded: true, Completed: false };
        }
    }

    public SharedFile Complete(string id, string? title, string? channel, string? threadTs)
    {
        lock (_gate)
        {
            var entry = _files[id];
            var file = entry.File with { Title = title ?? entry.File.Name, Channel = channel, ThreadTs = threadTs };
            _files[id] = entry with { File = file, Completed = true };
            return file;
        }
    }
}
