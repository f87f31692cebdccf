using System.Text;
using CrossCloudOps.Slack.Secrets;

namespace CrossCloudOps.Slack;

/// <summary>Takes secrets and personal data out of text that goes to Slack, so that they can be put back into what somebody edited.</summary>
internal sealed class Redaction
{
    /// <summary>Its number, and a name of at most 40 characters.</summary>
    private const int LongestPlaceholder = 80;

    private readonly IReadOnlyList<ISecretFinder> _finders;
    private readonly HashSet<string> _off;
    private readonly Dictionary<string, int> _ranks;

    public Redaction(RedactionOptions options)
    {
        _off = new HashSet<string>(options.Off, StringComparer.OrdinalIgnoreCase);
        _finders = options.IsOn ? [.. SecretKinds.Finders, .. options.Patterns.Select(static p => new PatternFinder(p.Name!, p.Pattern!))] : [];
        _ranks = SecretKinds.All.Concat(options.Patterns.Select(static p => p.Name!)).Distinct().Select(static (kind, n) => (kind, n)).ToDictionary(static k => k.kind, static k => k.n);
    }

    /// <summary>The text with numbered placeholders for what must not be shown.</summary>
    public RedactedText Apply(string text)
    {
        var findings = Findings(text);
        return findings.Count == 0 ? new RedactedText(text, []) : Replaced(text, findings);
    }

    /// <summary>Puts back what was taken out, wherever its placeholder stands now, and tells what has no placeholder any more.</summary>
    public static RestoreResult Restore(string edited, IReadOnlyList<RedactedPiece> pieces)
    {
        var byPlaceholder = pieces.ToDictionary(static p => p.Placeholder);
        var missing = new HashSet<RedactedPiece>(pieces);
        var restored = new StringBuilder(edited.Length);
        var written = 0;
        foreach (var (start, end) in Placeholder.In(edited))
        {
            if (byPlaceholder.TryGetValue(edited[start..end], out var piece))
            {
                restored.Append(edited, written, start - written).Append(piece.Original);
                written = end;
                missing.Remove(piece);
            }
        }

        return new RestoreResult(restored.Append(edited, written, edited.Length - written).ToString(), [.. pieces.Where(missing.Contains)]);
    }

    private static RedactedText Replaced(string text, List<SecretFinding> findings)
    {
        var taken = Placeholder.NumbersIn(text);
        var pieces = new Dictionary<string, RedactedPiece>();
        var redacted = new StringBuilder(text.Length);
        var (written, number) = (0, 0);
        foreach (var finding in findings)
        {
            var original = text[finding.Start..finding.End];
            if (!pieces.TryGetValue(original, out var piece))
            {
                do
                {
                    number++;
                }
                while (taken.Contains(number));

                piece = new RedactedPiece(number, finding.Kind, original, Placeholder.Of(number, finding.Kind));
                pieces.Add(original, piece);
            }

            redacted.Append(text, written, finding.Start - written).Append(piece.Placeholder);
            written = finding.End;
        }

        return new RedactedText(redacted.Append(text, written, text.Length - written).ToString(), [.. pieces.Values]);
    }

    /// <summary>What was found, in order; what overlaps is one.</summary>
    private List<SecretFinding> Findings(string text)
    {
        var merged = new List<SecretFinding>();
        foreach (var finding in _finders.SelectMany(finder => finder.Find(text)).Where(f => f.End > f.Start && !_off.Contains(f.Kind)).Select(f => Whole(text, f)).OrderBy(static f => f.Start))
        {
            if (merged.Count == 0 || finding.Start >= merged[^1].End)
            {
                merged.Add(finding);
            }
            // A password and the host behind it look like an e-mail address.
            else if (finding.Kind != SecretKinds.Email || merged[^1].Kind != SecretKinds.UrlPassword)
            {
                var last = merged[^1];
                merged[^1] = new SecretFinding(last.Start, Math.Max(last.End, finding.End), _ranks[finding.Kind] < _ranks[last.Kind] ? finding.Kind : last.Kind);
            }
        }

        merged.RemoveAll(f => IsPlaceholder(text.AsSpan(f.Start, Math.Min(LongestPlaceholder, text.Length - f.Start))));
        return merged;
    }

    /// <summary>What was redacted once stays as it is.</summary>
    private bool IsPlaceholder(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("[redacted ", StringComparison.Ordinal))
        {
            return false;
        }

        var (colon, end) = (text.IndexOf(": "), text.IndexOf(']'));
        return colon > 0 && end > colon && _ranks.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(text[(colon + 2)..end]);
    }

    /// <summary>No half of a surrogate pair is left behind.</summary>
    private static SecretFinding Whole(string text, SecretFinding finding) => finding with
    {
        Start = finding.Start > 0 && char.IsLowSurrogate(text[finding.Start]) && char.IsHighSurrogate(text[finding.Start - 1]) ? finding.Start - 1 : finding.Start,
        End = finding.End < text.Length && char.IsLowSurrogate(text[finding.End]) && char.IsHighSurrogate(text[finding.End - 1]) ? finding.End + 1 : finding.End,
    };
}

/// <summary>A text with numbered placeholders, and what stood in their places.</summary>
internal sealed record RedactedText(string Text, IReadOnlyList<RedactedPiece> Pieces);

/// <summary>What was taken out, wherever it stood.</summary>
internal sealed record RedactedPiece(int Number, string Kind, string Original, string Placeholder);

/// <summary>A text with what was taken out put back, and the pieces that had no placeholder in it.</summary>
internal sealed record RestoreResult(string Text, IReadOnlyList<RedactedPiece> Missing);
