using Microsoft.Win32.SafeHandles;

namespace CrossCloudOps.Storage;

/// <summary>
/// Reads and writes one file of a document. The calls are synchronous: on Linux every asynchronous file call is one of these on
/// another thread.
/// </summary>
internal static class DocumentFile
{
    // Nobody's reading may stop a writer: what a reader has open stays as it is, because a new content is a new file.
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
    private static readonly DateTime Absent = DateTime.FromFileTimeUtc(0);

    /// <summary>Null if there is no such file.</summary>
    public static DateTime? LastModified(string path)
    {
        var stamp = File.GetLastWriteTimeUtc(path);
        return stamp == Absent ? null : stamp;
    }

    /// <summary>Null if there is no such file.</summary>
    public static (byte[] Content, DateTime Stamp)? Read(string path)
    {
        // An absent document is nothing unusual, and an exception costs more than this question.
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);
            // Before the content: an append in between must make the ETag too old, never the content.
            var stamp = File.GetLastWriteTimeUtc(file);
            var content = Read(file, 0, RandomAccess.GetLength(file));
            return (AppendedFile.Length(content) is { } length ? Read(file, AppendedFile.HeaderLength, length) : content, stamp);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static void Write(string path, ReadOnlySpan<byte> content, DateTime stamp)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, Shared);
        RandomAccess.Write(file, content, 0);
        File.SetLastWriteTimeUtc(file, stamp);
    }

    /// <summary>Sets the time of an empty file, which it creates. False if the file is there and not empty.</summary>
    public static bool TryTouch(string path, DateTime stamp)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, Shared);
        if (RandomAccess.GetLength(file) > 0)
        {
            return false;
        }

        File.SetLastWriteTimeUtc(file, stamp);
        return true;
    }

    public static SafeFileHandle OpenToAppend(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, Shared);

    private static byte[] Read(SafeFileHandle file, long from, long length)
    {
        var content = new byte[length];
        var read = 0;
        while (read < content.Length && RandomAccess.Read(file, content.AsSpan(read), from + read) is > 0 and var count)
        {
            read += count;
        }

        return read == content.Length ? content : content[..read];
    }
}
