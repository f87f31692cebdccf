using System.Text;

namespace CrossCloudOps.Emulators.Logs.Groups;

internal sealed class LogEvent(EventKey key, LogStream stream, string message)
{
    /// <summary>What the service adds to the message's bytes where it counts sizes.</summary>
    public const int Overhead = 26;

    public EventKey Key { get; } = key;

    public LogStream Stream { get; } = stream;

    public string Message { get; } = message;

    public int Size { get; } = SizeOf(message);

    public static int SizeOf(string message) => Encoding.UTF8.GetByteCount(message) + Overhead;
}
