namespace CrossCloudOps.Slack.Secrets;

/// <summary>
/// Finds the values of telling names in JSON, also in JSON within a JSON string, in forms and addresses, in <c>key=value</c>, in header
/// lines and in XML. One pass: behind a value the search goes on.
/// </summary>
internal sealed class NamedValueFinder : ISecretFinder
{
    /// <summary>A shorter word behind a colon may be one of a sentence: "token: expired".</summary>
    private const int NoWordOfASentence = 16;

    private static readonly string[] Schemes = ["Bearer ", "Basic ", "Digest ", "Token ", "ApiKey ", "Negotiate ", "AWS4-HMAC-SHA256 "];

    /// <summary>Words that stand where a value would, in sentences and in code.</summary>
    private static readonly HashSet<string> NoSecrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "null", "nil", "none", "undefined", "is", "was", "are", "not", "no", "yes", "required", "expired", "invalid", "incorrect",
        "wrong", "missing", "unknown", "empty", "must", "cannot", "failed", "denied", "mismatch", "redacted",
    };

    public IEnumerable<SecretFinding> Find(string text)
    {
        var from = 0;
        while (TellingName.Next(text, from) is { } name)
        {
            from = name.End;
            for (var value = NamedValue.Begin(text, name); value is { } found; value = found.Next(text))
            {
                from = Math.Max(from, found.End);
                if (IsSecret(text, name, found))
                {
                    yield return Finding(text, name.Kind, found);
                }
            }
        }
    }

    private static bool IsSecret(string text, TellingName name, NamedValue value)
    {
        var word = text.AsSpan(value.Start, value.End - value.Start).Trim();
        if (word.IsEmpty || !word.ContainsAnyExcept('*', '•') || NoSecrets.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word.TrimEnd(".!")))
        {
            return false;
        }

        var isNumber = !word.ContainsAnyExceptInRange('0', '9');
        if (isNumber && text[name.End - 1] is 's' or 'S')
        {
            return false;
        }

        var maybeSentence = value is { Sign: ':', Marks: "" } && value.Start > 0 && text[value.Start - 1] == ' '
            && name.Kind is not (SecretKinds.Password or SecretKinds.Authorization or SecretKinds.Cookie);
        return !maybeSentence || word.Length >= NoWordOfASentence || word.ContainsAnyInRange('0', '9');
    }

    /// <summary>The scheme of an authorization may be read: it helps, and is no secret.</summary>
    private static SecretFinding Finding(string text, string kind, NamedValue value)
    {
        var scheme = Schemes.FirstOrDefault(scheme => text.AsSpan(value.Start, value.End - value.Start).StartsWith(scheme, StringComparison.OrdinalIgnoreCase), "");
        return new SecretFinding(value.Start + scheme.Length, value.End, scheme == "Bearer " ? SecretKinds.BearerToken : kind);
    }
}
