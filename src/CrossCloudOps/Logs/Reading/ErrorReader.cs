using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace CrossCloudOps.Logs.Reading;

internal sealed class ErrorReader
{
    public IEnumerable<LogError> Read(IReadOnlyList<LogEvent> events)
    {
        for (var n = 0; n < events.Count; n++)
        {
            var hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(new string([.. events[n].Message.Where(static c => !char.IsDigit(c))]).AsSpan()));
            yield return new LogError(new ErrorKind(hash.ToString("x16", CultureInfo.InvariantCulture), events[n].Message.Split('\n')[0], LogLevel.Unknown, ErrorDetail.Line), [n], null);
        }
    }

    public static string? RequestIdOf(string message) => message.Split('\t') is [_, { Length: 36 } id, ..] ? id : null;

    public static string TextOf(LogError error, IReadOnlyList<LogEvent> events) => string.Join('\n', error.Events.Select(n => events[n].Message));
}
