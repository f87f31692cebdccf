namespace CrossCloudOps.Logs.Reading;

/// <summary>A Go program's last words: <c>panic: …</c> or <c>fatal error: …</c>, then its goroutines, of which the first one failed.</summary>
internal static class GoTraceback
{
    public const string Panic = "panic";
    public const string FatalError = "fatal error";

    private const string PanicStart = "panic: ";
    private const string FatalStart = "fatal error: ";
    private const int MostPanics = 50;

    private static readonly string[] LibraryPaths = ["/usr/local/go/", "/pkg/mod/", "/src/runtime/", "/vendor/", "/hostedtoolcache/go/", "\\pkg\\mod\\", "/libexec/src/"];
    private static readonly string[] LibraryCalls = ["runtime.", "panic", "testing.", "net/http.", "sync.", "reflect.", "github.com/aws/"];

    public static Traceback? Read(string[] lines)
    {
        var thrown = new List<Thrown>();
        var goroutine = -1;
        for (var n = 0; n < lines.Length && goroutine < 0; n++)
        {
            var text = lines[n].Trim();
            if (IsGoroutine(text))
            {
                goroutine = n;
            }
            else if (thrown.Count < MostPanics && HeadOf(text) is { } head)
            {
                thrown.Add(head);
            }
        }

        if (goroutine < 0 && thrown.Count == 0)
        {
            return null;
        }

        var frames = goroutine < 0 ? [] : Frames(lines, goroutine + 1);
        if (thrown.Count == 0)
        {
            return frames.Count == 0 ? null : new Traceback([new Thrown(null, "", frames)], Whole: false);
        }

        // Of panics within panics the first is the root cause; the frames are the last one's and hold all.
        thrown[0] = thrown[0] with { Frames = frames };
        thrown.Reverse();
        return new Traceback(thrown, frames.Count > 0);
    }

    public static bool IsGoroutine(ReadOnlySpan<char> text) => text.StartsWith("goroutine ", StringComparison.Ordinal) && text.EndsWith("]:", StringComparison.Ordinal);

    public static bool IsLibrary(string path, string call) => LibraryPaths.Any(path.Has) || LibraryCalls.Any(call.Begins);

    /// <summary>Names and places in turn, as zap and pkg/errors write them.</summary>
    public static Traceback? ReadStack(string text)
    {
        var lines = TextLines.Of(text);
        var frames = new List<Frame>();
        for (var n = 1; n < lines.Length; n++)
        {
            if (lines[n].Begins("\t") && lines[n].Has(".go:") && lines[n - 1].Length > 0 && !lines[n - 1].Begins("\t"))
            {
                frames.Add(FrameOf(lines[n - 1].Trim(), lines[n]));
            }
        }

        return frames.Count == 0 ? null : new Traceback([new Thrown(null, "", frames)], false);
    }

    private static Thrown? HeadOf(string text)
    {
        if (text.Begins(PanicStart) || text.Begins(FatalStart))
        {
            var type = text.Begins(PanicStart) ? Panic : FatalError;
            var message = text[(type.Length + 2)..];
            var recovered = message.LastIndexOf(" [recovered", StringComparison.Ordinal);
            return new Thrown(type, recovered > 0 ? message[..recovered] : message, []);
        }

        return null;
    }

    private static List<Frame> Frames(string[] lines, int start)
    {
        var frames = new List<Frame>();
        for (var n = start; n < lines.Length; n++)
        {
            var text = lines[n].Trim();
            if (text.Length == 0 || text.Begins("created by ") || IsGoroutine(text))
            {
                break;
            }

            if (!text.EndsWith(')') || text.Has(".go:"))
            {
                continue;
            }

            var path = n + 1 < lines.Length && lines[n + 1].Has(".go:") ? lines[n + 1] : "";
            frames.Add(FrameOf(text, path));
        }

        // What stands above a call of panic only carries it out.
        var panic = frames.FindLastIndex(static f => f.Function is "panic" or "gopanic");
        return panic >= 0 && panic < frames.Count - 1 ? frames[(panic + 1)..] : frames;
    }

    private static Frame FrameOf(string call, string path)
    {
        var open = call.EndsWith(')') ? OpenOfArguments(call) : -1;
        var name = open > 0 ? call[..open] : call;
        var slash = name.LastIndexOf('/');
        var dot = name.IndexOf('.', slash + 1);
        var (package, function) = dot < 0 ? ("", name) : (name[..dot], WithoutClosure(name[(dot + 1)..]));
        return new Frame(package, function, !IsLibrary(path, name));
    }

    /// <summary>Receivers such as <c>(*Server)</c> are in round brackets too.</summary>
    private static int OpenOfArguments(string call)
    {
        var depth = 0;
        for (var at = call.Length - 1; at >= 0; at--)
        {
            depth += call[at] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Functions without a name are counted: <c>main.func1.2</c>.</summary>
    private static string WithoutClosure(string name)
    {
        var closure = name.IndexOf(".func", StringComparison.Ordinal);
        return closure > 0 && closure + 5 < name.Length && char.IsAsciiDigit(name[closure + 5]) ? name[..closure] : name;
    }
}
