namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>Text in which <c>*</c> stands for any text, an empty one too.</summary>
internal sealed class Wildcard(string text)
{
    private readonly string[] _parts = text.Split('*');

    public bool Matches(ReadOnlySpan<char> subject)
    {
        if (_parts is [var whole])
        {
            return subject.SequenceEqual(whole);
        }

        var (first, last) = (_parts[0], _parts[^1]);
        if (subject.Length < first.Length + last.Length || !subject.StartsWith(first, StringComparison.Ordinal) || !subject.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = subject[first.Length..^last.Length];
        foreach (var part in _parts.AsSpan(1, _parts.Length - 2))
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
        }

        return true;
    }
}
