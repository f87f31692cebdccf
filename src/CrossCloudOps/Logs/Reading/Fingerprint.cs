using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Logs.Reading;

/// <summary>The same for alike errors: of the exception and where it was thrown; else of the message.</summary>
internal static class Fingerprint
{
    private const int MostFrames = 3;
    private const int Digits = 16;

    public static string Of(LineReading reading) => Hash(TextOf(reading));

    private static string TextOf(LineReading reading)
    {
        if (reading.Traceback is { } traceback && FramesOf(traceback) is { Count: > 0 } frames)
        {
            var calls = string.Join('\n', frames.Select(static f => $"{f.Place} {f.Function}"));
            return $"frames\n{traceback.Outermost.Type}\n{traceback.Root.Type}\n{calls}";
        }

        var type = reading.Traceback?.Outermost.Type ?? reading.Type;
        var root = reading.Traceback?.Root.Type ?? type;
        var message = reading.Template ?? (reading.Traceback?.Outermost is { Type: not null } thrown ? thrown.Message : reading.Message);
        return $"message\n{type}\n{root}\n{MaskedMessage.Of(message)}";
    }

    /// <summary>Our own calls where the root cause was thrown; if it has none, where it was caught; if there are none at all, the library's.</summary>
    private static List<Frame> FramesOf(Traceback traceback)
    {
        for (var n = traceback.Chain.Count - 1; n >= 0; n--)
        {
            if (Top(traceback.Chain[n].Frames.Where(static f => f.Own)) is { Count: > 0 } own)
            {
                return own;
            }
        }

        return traceback.Chain.Reverse().Select(static t => Top(t.Frames)).FirstOrDefault(static f => f.Count > 0) ?? [];
    }

    /// <summary>How deep a recursion went plays no part.</summary>
    private static List<Frame> Top(IEnumerable<Frame> frames) => [.. frames.Distinct().Take(MostFrames)];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
}
