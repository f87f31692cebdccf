using System.Buffers;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Slack.Secrets;

/// <summary>
/// Finds by a pattern, in the engine that takes time in proportion to the text. What stands in the pattern's first group is the secret;
/// without a group it is all of the match.
/// </summary>
internal sealed class PatternFinder : ISecretFinder
{
    private readonly string _kind;
    private readonly Lazy<Regex> _pattern;
    private readonly SearchValues<string>? _signs;
    private readonly Func<string, int>? _lengthOf;

    /// <param name="signs">Texts without any of these hold no match and are not searched further.</param>
    /// <param name="lengthOf">How much of what was found is a secret; 0 if it only looks like one.</param>
    public PatternFinder(string kind, string pattern, IReadOnlyList<string>? signs = null, Func<string, int>? lengthOf = null)
    {
        _kind = kind;
        // Dear to build, and most texts hold no sign of most kinds.
        _pattern = new Lazy<Regex>(() => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        _signs = signs is null ? null : SearchValues.Create([.. signs], StringComparison.OrdinalIgnoreCase);
        _lengthOf = lengthOf;
    }

    public IEnumerable<SecretFinding> Find(string text)
    {
        if (_signs is not null && !text.AsSpan().ContainsAny(_signs))
        {
            yield break;
        }

        for (var match = _pattern.Value.Match(text); match.Success; match = match.NextMatch())
        {
            var secret = match.Groups.Count > 1 ? match.Groups[1] : match;
            var length = _lengthOf?.Invoke(secret.Value) ?? secret.Length;
            if (length > 0)
            {
                yield return new SecretFinding(secret.Index, secret.Index + length, _kind);
            }
        }
    }
}
