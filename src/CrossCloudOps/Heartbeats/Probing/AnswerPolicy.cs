using System.Globalization;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>Whether an answer is what the pulse asks for, and if not, what is instead of what.</summary>
internal static class AnswerPolicy
{
    public const RegexOptions RegexOptions = System.Text.RegularExpressions.RegexOptions.CultureInvariant;

    public const int LongestExcerpt = 2000;

    private const int LongestText = 200;
    private const char ByteOrderMark = '\uFEFF';

    public static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(250);

    public static bool WantsBody(Pulse pulse) => pulse.Body is not null || pulse.Contains is not null || pulse.Matches is not null;

    public static bool IsExpected(Pulse pulse, int status) => pulse.Status.Count == 0 ? status is >= 200 and < 300 : pulse.Status.Contains(status);

    public static bool IsFollowed(Pulse pulse, Answer answer) =>
        answer.Redirects < pulse.Redirects && !IsExpected(pulse, answer.Status) && answer.LeadsTo?.Scheme is "http" or "https";

    /// <summary>Null: all is as it should be.</summary>
    public static CheckFailure? Judge(Pulse pulse, Answer answer) => JudgeHead(pulse, answer) ?? JudgeBody(pulse, answer) ?? JudgeTime(pulse, answer);

    /// <summary>What can be said before the body is read.</summary>
    public static CheckFailure? JudgeHead(Pulse pulse, Answer answer)
    {
        if (!IsExpected(pulse, answer.Status))
        {
            return answer.IsRedirect ? new CheckFailure(CheckCause.Redirect, RedirectText(pulse, answer))
                : new CheckFailure(CheckCause.Status, string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status} instead of {Wanted(pulse)}"));
        }

        foreach (var (name, value) in pulse.Headers)
        {
            if (!answer.Headers.TryGetValue(name, out var values))
            {
                return new CheckFailure(CheckCause.Header, $"the answer has no header {Quoted(name)}: {Quoted(value)} should be in it");
            }

            if (!values.Contains(value) && string.Join(", ", values) != value)
            {
                return new CheckFailure(CheckCause.Header, $"the header {Quoted(name)} is {Quoted(string.Join(", ", values))} instead of {Quoted(value)}");
            }
        }

        return null;
    }

    private static CheckFailure? JudgeBody(Pulse pulse, Answer answer) =>
        answer.CutAt is { } limit ? Body(CheckCause.TooLarge, string.Create(CultureInfo.InvariantCulture, $"the body is larger than {limit:N0} bytes, and no more of it is read: \"maxBytes\" says how much is"), pulse.Body ?? pulse.Contains ?? pulse.Matches, answer)
        : pulse.Body is { } whole && whole != answer.Body ? Body(CheckCause.Body, Difference(whole, answer.Body), whole, answer)
        : pulse.Contains is { } part && !answer.Body.Contains(part, StringComparison.Ordinal) ? Body(CheckCause.Body, "the body does not contain what \"contains\" says", part, answer)
        : pulse.Matches is { } pattern ? JudgeMatch(pattern, answer)
        : null;

    private static CheckFailure? JudgeMatch(string pattern, Answer answer)
    {
        try
        {
            return Regex.IsMatch(answer.Body, pattern, RegexOptions, LongestMatch) ? null : Body(CheckCause.Body, "nothing in the body matches what \"matches\" says", pattern, answer);
        }
        catch (RegexMatchTimeoutException)
        {
            return Body(CheckCause.Body, $"\"matches\" did not come to an end within {Seconds(LongestMatch)} on this body: a simpler expression is needed", pattern, answer);
        }
    }

    private static CheckFailure? JudgeTime(Pulse pulse, Answer answer) => pulse.Within is { } within && answer.Took > within
        ? new CheckFailure(CheckCause.TooSlow, $"the answer took {Seconds(answer.Took)}, more than {Seconds(within)}")
        : null;

    private static CheckFailure Body(CheckCause cause, string text, string? expected, Answer answer) =>
        new(cause, text) { Expected = expected is null ? null : Excerpt.Cut(expected, LongestExcerpt), Got = Excerpt.Cut(answer.Body, LongestExcerpt) };

    private static string Difference(string expected, string got)
    {
        if (got.Length == 0)
        {
            return "the body is empty";
        }

        if (got.AsSpan().Trim().SequenceEqual(expected.AsSpan().Trim()))
        {
            var (atStart, atEnd) = (Leading(expected) != Leading(got), Trailing(expected) != Trailing(got));
            return $"the body differs from the expected one only in the white space at its {(atStart && atEnd ? "beginning and end" : atStart ? "beginning" : "end")}";
        }

        if (got[0] == ByteOrderMark && got.AsSpan(1).SequenceEqual(expected))
        {
            return "the body differs from the expected one only in the byte order mark at its beginning";
        }

        var at = expected.AsSpan().CommonPrefixLength(got) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"the body differs from the expected one from character {at:N0} on");
    }

    private static string Leading(string text) => text[..^text.AsSpan().TrimStart().Length];

    private static string Trailing(string text) => text[text.AsSpan().TrimEnd().Length..];

    private static string RedirectText(Pulse pulse, Answer answer)
    {
        if (answer.LeadsTo is not { } to)
        {
            return string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status}, a redirect that does not say where it leads, instead of {Wanted(pulse)}");
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status} leads to {Excerpt.Address(to, LongestText)}");
        return (to.Scheme, answer.Redirects) switch
        {
            (not ("http" or "https"), _) => $"{what}, which is neither http nor https",
            (_, 0) => $"{what}, which is not followed: \"redirects\" says how many are",
            (_, var redirects) => string.Create(CultureInfo.InvariantCulture, $"{what}, and {redirects} redirect{(redirects == 1 ? " was" : "s were")} followed already: \"redirects\" says how many are"),
        };
    }

    private static string Wanted(Pulse pulse) => pulse.Status.Count switch
    {
        0 => "2xx",
        > 5 => string.Create(CultureInfo.InvariantCulture, $"one of {pulse.Status.Count} others"),
        _ => string.Join(" or ", pulse.Status),
    };

    private static string Quoted(string text) => $"\"{Excerpt.Line(text, LongestText)}\"";

    /// <summary>Rounded up: what is over a limit never reads as the limit.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds) / 1000:0.###} s");
}
