using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using CrossCloudOps.Heartbeats.Watching;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>What each field of a pulse may be.</summary>
internal sealed class PulseRules(PulseFields fields, PulseFaults faults)
{
    private const int LongestUrl = 2048;
    private const int LongestText = 1000;
    private const int MostHeaders = 20;
    private const int LargestBody = 16 * 1024 * 1024;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);
    private static readonly SearchValues<char> HeaderName = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Null if there is no address; the other faults are told nevertheless.</summary>
    public Pulse? Read()
    {
        var url = Url();
        var read = new Pulse
        {
            Url = url ?? new Uri("about:blank"),
            Head = Head(),
            Body = fields.Text("body", PulseReader.LargestFile),
            Contains = fields.TextToFind("contains", PulseReader.LargestFile),
            Matches = Matches(),
            Status = fields.Numbers("status", 100, 599),
            Headers = fields.Pairs("headers", MostHeaders, LongestText, static name => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(HeaderName)),
            Redirects = fields.Whole("redirects", 0, 10) ?? 0,
            Timeout = fields.Time("timeout", TimeSpan.FromSeconds(1), LongestTimeout),
            Within = fields.Time("within", TimeSpan.FromMilliseconds(1), LongestTimeout),
            MaxBytes = fields.Whole("maxBytes", 1024, LargestBody),
            TlsWarning = fields.Time("tlsWarning", TimeSpan.Zero, TimeSpan.FromDays(90)),
            Every = fields.Time("every", TimeSpan.FromMinutes(1), LongestWait),
            Grace = fields.Time("grace", WatchPolicy.LeastGrace, LongestWait),
            Channel = Id("channel", "CG", "give the id of a channel (C… or G…, in the channel's details), not its name."),
            Owner = Id("owner", "UWS", "give the id of a user (U… or W…) or of a user group (S…), not a name."),
        };
        CheckTogether(read);
        return url is null ? null : read;
    }

    private void CheckTogether(Pulse read)
    {
        if (read.Within > read.Timeout)
        {
            faults.Add($"\"within\" is more than \"timeout\" ({PulseTime.Write(read.Within.Value)}, {PulseTime.Write(read.Timeout.Value)}): such an answer is never waited for.");
        }

        if (fields.Has("grace") && !fields.Has("every"))
        {
            faults.Add("\"grace\" is given without \"every\": say with \"every\" how often the pulse comes, or leave both out.");
        }

        foreach (var name in read.Head ? ["body", "contains", "matches"] : Array.Empty<string>())
        {
            if (fields.Has(name))
            {
                faults.Add($"\"{name}\" is given with \"method\" \"HEAD\", whose answers have no body: leave one of the two out.");
            }
        }
    }

    private Uri? Url()
    {
        if (!fields.Has("url"))
        {
            faults.Add("\"url\" is missing: give the address to check, such as \"https://web-1.example.com/health\".");
            return null;
        }

        if (fields.Text("url", LongestUrl) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0)
        {
            return url;
        }

        // What stands before an @ or after a ? may be secret.
        if (text.Contains('@', StringComparison.Ordinal))
        {
            faults.Add("\"url\" has a user or a password in it, or an @ where none may be (it is not shown here): an address that needs them cannot be checked. Give one that is open to all.");
            return null;
        }

        faults.Add("url", text.Split('?', '#')[0], "give a whole address that begins with https:// or http://.");
        return null;
    }

    private bool Head()
    {
        var method = fields.Text("method", LongestText);
        if (method is not (null or "GET" or "HEAD"))
        {
            faults.Add("method", method, "give \"GET\" or \"HEAD\".");
        }

        return method == "HEAD";
    }

    private string? Matches()
    {
        var pattern = fields.TextToFind("matches", LongestText);
        try
        {
            _ = pattern is null ? null : new Regex(pattern, AnswerPolicy.RegexOptions, AnswerPolicy.LongestMatch);
            return pattern;
        }
        catch (RegexParseException e)
        {
            faults.Add("matches", pattern!, string.Create(CultureInfo.InvariantCulture, $"it is no regular expression of .NET ({Words(e.Error)}, at character {e.Offset})."));
            return null;
        }
    }

    private string? Id(string name, string firsts, string rule)
    {
        var id = fields.Text(name, LongestText);
        if (id is null || (id.Length is > 1 and <= 20 && firsts.Contains(id[0], StringComparison.Ordinal) && id.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))))
        {
            return id;
        }

        faults.Add(name, id, rule);
        return null;
    }

    private static string Words(RegexParseError error) => string.Concat($"{error}".Select(static (c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
