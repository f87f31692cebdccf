using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>The errors of one log group in a request, by their kind, in the order in which they came.</summary>
internal sealed class FoundErrors
{
    private readonly OrderedDictionary<string, FoundError> _byFingerprint = [];

    public IEnumerable<FoundError> All => _byFingerprint.Values;

    /// <summary>What the events of one stream tell.</summary>
    public static FoundErrors Of(ErrorReader reader, string stream, IReadOnlyList<LogEvent> events)
    {
        var found = new FoundErrors();
        foreach (var error in reader.Read(events))
        {
            var head = events[error.Events[0]];
            if (error.Kind.Level is LogLevel.Debug or LogLevel.Info || (error.Events.Count == 1 && LambdaNotice.TellsNoFailure(head.Message)))
            {
                continue;
            }

            var kind = found.OfKind(error.Kind.Fingerprint, error.Kind.Title);
            kind.Add(EventMark.Of(stream, head.Id, head.At), head.At, error);
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
            OfKind(error.Fingerprint, error.Title).Add(error);
        }
    }

    private FoundError OfKind(string fingerprint, string title)
    {
        if (!_byFingerprint.TryGetValue(fingerprint, out var error))
        {
            _byFingerprint.Add(fingerprint, error = new FoundError(fingerprint, title));
        }

        return error;
    }

    private static LogSample Sample(string stream, LogError error, IReadOnlyList<LogEvent> events)
    {
        var text = ErrorReader.TextOf(error, events);
        return new LogSample(SampleText.Cut(text, LogSample.LongestText), text.Length, error.Kind.Detail, events[error.Events[0]].At, stream, error.RequestId);
    }
}
