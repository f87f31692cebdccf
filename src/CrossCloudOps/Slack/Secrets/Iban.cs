namespace CrossCloudOps.Slack.Secrets;

/// <summary>International bank account numbers: a country's length and the check digits tell them from other words.</summary>
internal static class Iban
{
    /// <summary>Two letters and two digits, then groups as printed or all in one.</summary>
    public const string Pattern = SecretKinds.WordBegins + @"([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)\b";

    /// <summary>Countries with the length of their numbers. <see href="https://www.swift.com/standards/data-standards/iban-international-bank-account-number"/></summary>
    private const string Countries =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28"
        + "HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25"
        + "QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

    private static readonly Dictionary<string, int> Lengths =
        Countries.Chunk(4).ToDictionary(static c => new string(c, 0, 2), static c => int.Parse(c.AsSpan(2), null));

    /// <summary>How many characters of the text, white space included, are an account number; 0 if they are none.</summary>
    public static int LengthOf(string text)
    {
        if (!Lengths.TryGetValue(text[..2], out var length))
        {
            return 0;
        }

        var (end, seen) = (0, 0);
        while (end < text.Length && seen < length)
        {
            seen += text[end++] == ' ' ? 0 : 1;
        }

        var isWhole = seen == length && (end == text.Length || text[end] == ' ');
        return isWhole && HasCheckDigits(text[..end].Replace(" ", "", StringComparison.Ordinal)) ? end : 0;
    }

    private static bool HasCheckDigits(string number)
    {
        var rest = 0;
        foreach (var c in number[4..] + number[..4])
        {
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'A' + 10) % 97;
        }

        return rest == 1;
    }
}
