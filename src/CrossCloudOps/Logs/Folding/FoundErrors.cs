using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Folding;

/// <summary>Errors of one log group, by their kind, in the order in which they came.</summary>
internal sealed class FoundErrors
{
    private readonly OrderedDictionary<string, FoundError> _byFingerprint = [];

    public IEnumerable<FoundError> All => _byFingerprint.Values;

    /// <param name="events">Of one stream; the errors were read from them.</param>
    public static FoundErrors Of(string stream, IReadOnlyList<LogEvent> events, IEnumerable<LogError> errors)
    {
        var found = new FoundErrors();
        foreach (var error in errors)
        {
            var head = events[error.Events[0]];
            found.OfKind(error.Kind.Fingerprint).Add(EventMark.Of(stream, head.Id, head.At), head.At, error);
        }

        foreach (var kind in found.All)
        {
            kind.Show(Sample(stream, kind.Best!, events));
        }

        return found;
    }

    /// <param name="textLeft">How many characters of samples may still be kept.</param>
    public void Add(FoundErrors later, ref int textLeft)
    {
        foreach (var error in later.All)
        {
            if (textLeft <= 0)
            {
                error.Shorten();
            }

            textLeft -= error.TextLength;
            OfKind(error.Fingerprint).Add(error);
        }
    }

    private FoundError OfKind(string fingerprint)
    {
        if (!_byFingerprint.TryGetValue(fingerprint, out var error))
        {
            _byFingerprint.Add(fingerprint, error = new FoundError(fingerprint));
        }

        return error;
    }

    private static LogSample Sample(string stream, LogError error, IReadOnlyList<LogEvent> events)
    {
        var text = ErrorReader.TextOf(error, events);
        return new LogSample(SampleText.Cut(text, LogSample.LongestText), text.Length, error.Kind.Detail, events[error.Events[0]].At, stream, error.RequestId);
    }
}
