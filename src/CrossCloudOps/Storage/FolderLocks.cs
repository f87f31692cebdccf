using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CrossCloudOps.Storage;

/// <summary>
/// One writer at a time for a name, in this process and in others: a semaphore among our threads, and then a file that the operating
/// system lets only one hold, and takes back from the dead. Names share a fixed number of such stripes.
/// </summary>
internal sealed class FolderLocks(string directory)
{
    private const int Stripes = 64;
    private const int Attempts = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly string[] _files = [.. Enumerable.Range(0, Stripes).Select(i => Path.Combine(directory, i.ToString("x2", null)))];

    public string Directory { get; } = directory;

    public async ValueTask<FolderLock> EnterAsync(string name, CancellationToken cancellationToken)
    {
        var stripe = StripeOf(name);
        await _stripes[stripe].WaitAsync(cancellationToken);
        try
        {
            return new FolderLock(await OpenAsync(_files[stripe], cancellationToken), _stripes[stripe]);
        }
        catch
        {
            _stripes[stripe].Release();
            throw;
        }
    }

    private static async ValueTask<SafeFileHandle> OpenAsync(string file, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && attempt < Attempts)
            {
                // Another process has it, for microseconds as a rule. Its clock is nobody's business, so the wait is real time.
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    // The same in every process, unlike a string's hash code.
    private static int StripeOf(string name)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ b) * 16777619);
        }

        return (int)((hash ^ (hash >> 16)) % Stripes);
    }
}

/// <summary>The right to change the documents of one stripe, until disposed.</summary>
internal sealed class FolderLock(SafeFileHandle file, SemaphoreSlim stripe) : IDisposable
{
    /// <summary>
    /// The latest time of change, in ticks, of any document deleted in this stripe. Later ones get a later time, so that a name that
    /// is created again never has an ETag that it had before.
    /// </summary>
    public long LastDeleted
    {
        get
        {
            Span<byte> ticks = stackalloc byte[sizeof(long)];
            return RandomAccess.Read(file, ticks, 0) == ticks.Length ? BitConverter.ToInt64(ticks) : 0;
        }

        set => RandomAccess.Write(file, BitConverter.GetBytes(value), 0);
    }

    public void Dispose()
    {
        file.Dispose();
        stripe.Release();
    }
}
