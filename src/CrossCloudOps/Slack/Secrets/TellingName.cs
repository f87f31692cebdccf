using System.Buffers;

namespace CrossCloudOps.Slack.Secrets;

/// <summary>A name that says that its value is a secret, such as <c>db_password</c> or <c>x-api-key</c>.</summary>
internal readonly record struct TellingName(int Start, int End, string Kind)
{
    private const int LongestBefore = 100;
    private const int LongestAfter = 20;

    /// <summary>A telling word is the end of the name, or followed by one of these.</summary>
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        "s", "value", "hash", "text", "string", "plain", "old", "new", "current", "again", "confirm", "confirmation", "base64", "encrypted",
    };

    /// <summary>Names of what leads to the next page, or makes a request's repetition harmless.</summary>
    private static readonly string[] Harmless =
        ["nexttoken", "pagetoken", "continuationtoken", "synctoken", "cancellationtoken", "clienttoken", "requesttoken", "maxtokens", "totaltokens", "prompttokens", "completiontokens"];

    private static readonly string[] Between = ["", "_", "-", "."];

    private static readonly (string Word, string Kind)[] Words =
    [
        .. Of(SecretKinds.Password, "password", "passwd", "passphrase", "passcode", "passwort", "pwd"),
        .. Of(SecretKinds.ApiKey, "api?key", "subscription?key"),
        .. Of(SecretKinds.AccessKey, "access?key", "account?key", "shared?key", "signing?key", "encryption?key", "master?key"),
        .. Of(SecretKinds.PrivateKey, "private?key"),
        .. Of(SecretKinds.Secret, "secret"),
        .. Of(SecretKinds.Token, "token"),
        .. Of(SecretKinds.Authorization, "authorization"),
        .. Of(SecretKinds.Cookie, "cookie"),
        .. Of(SecretKinds.Credential, "credential"),
        .. Of(SecretKinds.Signature, "amz-signature", "sig"),
    ];

    private static readonly SearchValues<string> Search = SearchValues.Create([.. Words.Select(static w => w.Word)], StringComparison.OrdinalIgnoreCase);

    /// <summary>The first one that ends behind this place; null if there is none any more.</summary>
    public static TellingName? Next(string text, int from)
    {
        while (from < text.Length && text.AsSpan(from).IndexOfAny(Search) is >= 0 and var offset)
        {
            var at = from + offset;
            foreach (var (word, kind) in Words)
            {
                if (string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && At(text, at, word, kind) is { } name)
                {
                    return name;
                }
            }

            from = at + 1;
        }

        return null;
    }

    private static TellingName? At(string text, int at, string word, string kind)
    {
        var start = at;
        while (start > 0 && at - start < LongestBefore && IsOfName(text[start - 1]))
        {
            start--;
        }

        var end = at + word.Length;
        while (end < text.Length && end - at - word.Length < LongestAfter && IsOfName(text[end]))
        {
            end++;
        }

        var after = text.AsSpan(at + word.Length, end - at - word.Length).Trim("_-.");
        if ((kind == SecretKinds.Signature && word == "sig" && start < at)
            || !(after.ContainsAnyExceptInRange('0', '9') ? Endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(after) : true))
        {
            return null;
        }

        var plain = string.Concat(text[start..end].Where(char.IsAsciiLetter)).ToLowerInvariant();
        return Harmless.Any(name => plain.EndsWith(name, StringComparison.Ordinal)) ? null : new TellingName(start, end, kind);
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    private static IEnumerable<(string Word, string Kind)> Of(string kind, params string[] words) =>
        words.SelectMany(static word => word.Contains('?', StringComparison.Ordinal) ? Between.Select(sign => word.Replace("?", sign, StringComparison.Ordinal)) : [word])
            .Select(word => (word, kind));
}
