namespace CrossCloudOps.Slack.Secrets;

/// <summary>The built-in kinds, the most telling first: where two find the same, the first one gives the name.</summary>
internal static class SecretKinds
{
    public const string PrivateKey = "private key";
    public const string SlackWebhook = "Slack webhook URL";
    public const string SlackToken = "Slack token";
    public const string GitHubToken = "GitHub token";
    public const string StripeKey = "Stripe key";
    public const string GoogleKey = "Google API key";
    public const string AwsKeyId = "AWS access key id";
    public const string AwsSecretKey = "AWS secret access key";
    public const string BearerToken = "bearer token";
    public const string Jwt = "JWT";
    public const string UrlPassword = "password in a URL";
    public const string Authorization = "authorization";
    public const string Cookie = "cookie";
    public const string Password = "password";
    public const string ApiKey = "API key";
    public const string AccessKey = "access key";
    public const string Secret = "secret";
    public const string Token = "token";
    public const string Credential = "credential";
    public const string Signature = "signature";
    public const string CardNumber = "card number";
    public const string Iban = "IBAN";
    public const string Email = "e-mail address";

    public static IReadOnlyList<string> All { get; } =
    [
        PrivateKey, SlackWebhook, SlackToken, GitHubToken, StripeKey, GoogleKey, AwsKeyId, AwsSecretKey, BearerToken, Jwt, UrlPassword, Authorization,
        Cookie, Password, ApiKey, AccessKey, Secret, Token, Credential, Signature, CardNumber, Iban, Email,
    ];

    /// <summary>The beginning of a word, also behind a character that JSON escapes: in <c>\nAKIA…</c> it is not the letter n that begins it.</summary>
    public const string WordBegins = @"(?:\b|\\[bfnrt]|\\u[0-9A-Fa-f]{4})";

    /// <summary>Made once: a pattern's engine is dear to build, keeps no state of a search, and is safe for many threads.</summary>
    public static IReadOnlyList<ISecretFinder> Finders { get; } =
    [
        // Without its end it goes on to the end of the text: it may have been cut off.
        new PatternFinder(PrivateKey, @"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|\z)", ["PRIVATE KEY"]),
        new PatternFinder(SlackWebhook, @"(?i:https?:\\?/\\?/hooks\.slack(?:-gov)?\.com)\\?/(?:services|workflows|triggers)\\?/[A-Za-z0-9_/\\-]*[A-Za-z0-9_-]", ["hooks.slack"]),
        new PatternFinder(SlackToken, WordBegins + @"((?:xox[a-z](?:\.xox[a-z])?|xapp)-[A-Za-z0-9-]{8,})", ["xox", "xapp-"]),
        new PatternFinder(GitHubToken, WordBegins + @"((?:gh[oprsu]_|github_pat_)[A-Za-z0-9_]{30,})", ["gho_", "ghp_", "ghr_", "ghs_", "ghu_", "github_pat_"]),
        new PatternFinder(StripeKey, WordBegins + @"([rs]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,})", ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"]),
        new PatternFinder(GoogleKey, WordBegins + "(AIza[A-Za-z0-9_-]{35})", ["AIza"]),
        new PatternFinder(AwsKeyId, WordBegins + @"((?:AKIA|ASIA)[A-Z0-9]{16})\b", ["AKIA", "ASIA"]),
        new PatternFinder(AwsSecretKey, @"(?i:secret[ _-]?access[ _-]?key|aws[ _-]?secret[ _-]?key)[^A-Za-z0-9/+]{1,10}([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|\z)", ["secret"]),
        new PatternFinder(BearerToken, WordBegins + @"(?i:bearer)[ \t]+([A-Za-z0-9._~+/-]{6,}=*)", ["bearer "], LengthOfBearer),
        new PatternFinder(Jwt, WordBegins + @"(eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){2,4})", ["eyJ"]),
        new PatternFinder(UrlPassword, @":\\?/\\?/[^\s/:@""'<>?#\\]*:([^\s/""'<>\\]+)@", ["://", @":\/\/"]),
        new NamedValueFinder(),
        new CardNumberFinder(CardNumber),
        new PatternFinder(Iban, Secrets.Iban.Pattern, lengthOf: Secrets.Iban.LengthOf),
        new PatternFinder(Email, @"[\p{L}\p{N}](?:[\p{L}\p{N}._%+'-]*[\p{L}\p{N}_%+-])?(?:@|%40)(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}", ["@", "%40"], LengthOfEmail),
    ];

    /// <summary>"Bearer of news" is none.</summary>
    private static int LengthOfBearer(string token) => token.Length >= 20 || token.Any(static c => !char.IsAsciiLetter(c)) ? token.TrimEnd('.').Length : 0;

    /// <summary>Pictures for screens of twice the density are named like addresses: <c>logo@2x.png</c>.</summary>
    private static int LengthOfEmail(string address) =>
        address[(address.LastIndexOf('.') + 1)..].ToUpperInvariant() is "PNG" or "JPG" or "JPEG" or "GIF" or "SVG" or "WEBP" ? 0 : address.Length;
}
