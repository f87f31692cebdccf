using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Logs.Reading;

/// <summary>Each event alone.</summary>
internal sealed partial class ErrorReader
{
#pragma warning disable CA1822 // It is to keep what it read.
    public IEnumerable<LogError> Read(IReadOnlyList<LogEvent> events)
#pragma warning restore CA1822
    {
        for (var n = 0; n < events.Count; n++)
        {
            var message = events[n].Message;
            var hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(message.AsSpan()));
            var level = message.StartsWith("INFO", StringComparison.Ordinal) ? LogLevel.Info : message.StartsWith("DEBUG", StringComparison.Ordinal) ? LogLevel.Debug : LogLevel.Unknown;
            yield return new LogError(new ErrorKind($"{hash:x16}", message[..(message.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : message.Length)], level, message.Contains('\n', StringComparison.Ordinal) ? ErrorDetail.Whole : ErrorDetail.Line), [n], null);
        }
    }

    public static string TextOf(LogError error, IReadOnlyList<LogEvent> events) => Escape().Replace(string.Join('\n', error.Events.Select(n => events[n].Message)), "");

    [GeneratedRegex("\e\\[[0-9;]*[A-Za-z]")]
    private static partial Regex Escape();
}
