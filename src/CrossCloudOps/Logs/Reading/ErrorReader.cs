using System.Text;

namespace CrossCloudOps.Logs.Reading;

/// <summary>
/// Reads what the events of log streams tell of errors. It remembers what alike lines look like, so that only the first one of each kind is
/// read in full. One for a batch of events; not for several threads.
/// </summary>
internal sealed class ErrorReader
{
    private const int MostShapes = 4096;
    private const int LongestRead = 1024 * 1024;

    private readonly Dictionary<UInt128, KnownShape> _known = [];
    private readonly LineShape _shape = new();
    private string? _lastRequestId;

    /// <summary>Every event alone, or joined with those that are of one traceback with it.</summary>
    /// <param name="events">Of one stream, in order of time.</param>
    public IEnumerable<LogError> Read(IReadOnlyList<LogEvent> events)
    {
        var joining = new EventJoining();
        var errors = new List<LogError?>(events.Count);
        string? invocation = null;
        for (var n = 0; n < events.Count; n++)
        {
            var message = events[n].Message;
            var shape = ShapeOf(message);
            var requestId = RememberedRequestIdOf(message);
            if (shape.Form.Role == LineRole.Start)
            {
                invocation = requestId;
            }

            if (!joining.TryJoin(n, events[n].At, shape.Form, requestId))
            {
                joining.Open(n, events[n].At, shape, requestId, errors.Count, requestId ?? invocation);
                errors.Add(new LogError(shape.Kind, [n], requestId ?? invocation));
            }

            if (shape.Form.Role == LineRole.Report)
            {
                invocation = null;
            }
        }

        foreach (var (place, joined, requestId) in joining.Joined)
        {
            errors[place] = new LogError(KindOf(events, joined), joined, requestId);
        }

        return LambdaReports.Join(errors, events);
    }

    /// <summary>As it was written, without what a terminal would take for commands.</summary>
    public static string TextOf(LogError error, IReadOnlyList<LogEvent> events) =>
        TerminalText.Clean(error.Events.Count == 1 ? events[error.Events[0]].Message : string.Join('\n', error.Events.Select(n => events[n].Message.TrimEnd('\n', '\r'))));

    /// <summary>The id of the invocation of a Lambda function, where the line carries it.</summary>
    public static string? RequestIdOf(string message) => RequestId.IndexIn(message) is >= 0 and var at ? message.Substring(at, RequestId.Length) : null;

    /// <summary>Neighbours mostly have the same one.</summary>
    private string? RememberedRequestIdOf(string message)
    {
        var at = RequestId.IndexIn(message);
        if (at < 0)
        {
            return null;
        }

        var id = message.AsSpan(at, RequestId.Length);
        return id.SequenceEqual(_lastRequestId) ? _lastRequestId : _lastRequestId = id.ToString();
    }

    private KnownShape ShapeOf(string message)
    {
        _shape.Clear();
        _shape.Append(message);
        return Known(message);
    }

    private ErrorKind KindOf(IReadOnlyList<LogEvent> events, IReadOnlyList<int> joined)
    {
        _shape.Clear();
        var text = new StringBuilder();
        foreach (var n in joined)
        {
            var line = events[n].Message.AsSpan();
            line = line[(text.Length == 0 ? 0 : LinePrefix.Of(line).Length)..].TrimEnd("\r\n");
            if (text.Length > 0)
            {
                _shape.AppendLine();
                text.Append('\n');
            }

            if (text.Length + line.Length > LongestRead)
            {
                break;
            }

            _shape.Append(line);
            text.Append(line);
        }

        return Known(text.ToString()).Kind;
    }

    /// <summary>All but the title is read from the masked text, so that it is the same for all texts of one shape.</summary>
    private KnownShape Known(string text)
    {
        var hash = _shape.Hash;
        if (_known.TryGetValue(hash, out var known))
        {
            return known;
        }

        var masked = TerminalText.Clean(_shape.ToString());
        var reading = LineReading.Of(masked);
        var title = ErrorTitle.Of(LineReading.Of(TerminalText.Clean(text)));
        known = new KnownShape(new ErrorKind(Fingerprint.Of(reading), title, reading.Level, reading.Detail), LineForm.Of(masked, reading.Level));
        if (_known.Count >= MostShapes)
        {
            _known.Clear();
        }

        _known.Add(hash, known);
        return known;
    }
}

/// <summary>What all texts of one shape have in common.</summary>
internal sealed record KnownShape(ErrorKind Kind, LineForm Form);
