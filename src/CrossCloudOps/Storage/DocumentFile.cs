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

    private const int Attempts = 10_000;

    /// <summary>Null if there is no such file, or one whose creator has not come to writing it.</summary>
    public static DateTime? LastModified(string path) => Find(path)?.Stamp;

    /// <summary>Null if there is no such file, or one whose creator has not come to writing it.</summary>
    public static (DateTime Stamp, long Length)? Find(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length > 0 ? (file.LastWriteTimeUtc, file.Length) : null;
    }

    /// <summary>How long ago, by the system's clock, a file was created that its creator has not written; null if it is not there or written.</summary>
    public static TimeSpan? Unwritten(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == 0 ? TimeProvider.System.GetUtcNow() - file.LastWriteTimeUtc : null;
    }

    /// <summary>Null if there is no such file, or one whose creator has not come to writing it.</summary>
    public static (byte[] Content, DateTime Stamp)? Read(string path)
    {
        // An absent document is nothing unusual, and an exception costs more than this question.
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = OpenToRead(path);
            // Before the content: an append in between must make the ETag too old, never the content.
            var stamp = File.GetLastWriteTimeUtc(file);
            var content = Read(file, 0, RandomAccess.GetLength(file));
            return content.Length == 0 ? null : (AppendedFile.Length(content) is { } length ? Read(file, AppendedFile.HeaderLength, length) : content, stamp);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The last bytes of a document's file; null if there is no such file, or one whose creator has not come to writing it.</summary>
    public static DocumentEnd? ReadEnd(string path, int most)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);
            var (start, length) = Extent(file);
            var left = Math.Max(0, length - most);
            return RandomAccess.GetLength(file) == 0 ? null : new DocumentEnd(Read(file, start + left, length - left), left == 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Bytes of a document from a place on; null if there is no such file, or one whose creator has not come to writing it.</summary>
    public static (byte[] Content, DateTime Stamp)? ReadPart(string path, long from, int most)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = OpenToRead(path);
            // Before the content, as above.
            var stamp = File.GetLastWriteTimeUtc(file);
            var (start, length) = Extent(file);
            return RandomAccess.GetLength(file) == 0 ? null : (Read(file, start + from, Math.Clamp(length - from, 0, most)), stamp);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Creates a file with this content in one write. False if the name is taken.</summary>
    public static bool TryWrite(string path, ReadOnlySpan<byte> content, DateTime stamp)
    {
        try
        {
            Write(path, content, stamp);
            return true;
        }
        catch (IOException e) when (NameIsTaken(e))
        {
            return false;
        }
    }

    public static void Write(string path, ReadOnlySpan<byte> content, DateTime stamp)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, Shared);
        RandomAccess.Write(file, content, 0);
        File.SetLastWriteTimeUtc(file, stamp);
    }

    /// <summary>
    /// Writes over the beginning of a file in one write, while nobody has the file open: a reader would see parts of both contents. False
    /// if somebody has. What stood behind the written bytes stays. Only for the holder of the name's lock.
    /// </summary>
    public static bool TryOverwrite(string path, ReadOnlySpan<byte> content, DateTime stamp)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.None);
            RandomAccess.Write(file, content, 0);
            File.SetLastWriteTimeUtc(file, stamp);
            return true;
        }
        catch (IOException e) when (IsOpenElsewhere(e))
        {
            return false;
        }
    }

    /// <summary>Takes a name: an empty file, which reads as no document. False if the name is taken.</summary>
    public static bool TryClaim(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, Shared).Dispose();
            return true;
        }
        catch (IOException e) when (NameIsTaken(e))
        {
            return false;
        }
    }

    /// <summary>Gives a file another name. False if that is taken.</summary>
    public static bool TryMove(string path, string newPath)
    {
        try
        {
            File.Move(path, newPath);
            return true;
        }
        catch (IOException e) when (NameIsTaken(e))
        {
            return false;
        }
    }

    /// <summary>EEXIST on Unix, ERROR_FILE_EXISTS or ERROR_ALREADY_EXISTS on Windows; .NET has no exception of its own for it.</summary>
    private static bool NameIsTaken(IOException e) => (e.HResult & 0xFFFF) is 17 or 80 or 183;

    /// <summary>EWOULDBLOCK as .NET reports it on Unix, ERROR_SHARING_VIOLATION on Windows.</summary>
    private static bool IsOpenElsewhere(IOException e) => (e.HResult & 0xFFFF) is 11 or 32 or 35;

    private static SafeFileHandle OpenToRead(string path)
    {
        var wait = new SpinWait();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);
            }
            catch (IOException e) when (IsOpenElsewhere(e) && attempt < Attempts)
            {
                // Somebody writes over it, which takes microseconds.
                wait.SpinOnce();
            }
        }
    }

    public static SafeFileHandle OpenToAppend(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, Shared);

    /// <summary>Where in its file a document begins, and how long it is.</summary>
    private static (int Start, long Length) Extent(SafeFileHandle file) =>
        AppendedFile.Length(Read(file, 0, AppendedFile.HeaderLength)) is { } appended ? (AppendedFile.HeaderLength, appended) : (0, RandomAccess.GetLength(file));

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
