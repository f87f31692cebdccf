using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>
/// Slack's mrkdwn as HTML: https://docs.slack.dev/messaging/formatting-message-text
/// Pure. Nothing of the text reaches the HTML unescaped.
/// </summary>
/// <param name="nameOf">The name of a person, channel or group by id; null when unknown.</param>
internal sealed partial class Mrkdwn(Func<string, string?> nameOf)
{
    /// <summary>Stands for finished pieces while the text around them is formatted.</summary>
    private const char FirstPiece = '\uE000';
    private const int MaxPieces = 0x1800;

    public string ToHtml(string text)
    {
        var pieces = new List<string>();
        string Keep(string html)
        {
            if (pieces.Count == MaxPieces)
            {
                return "…";
            }

            pieces.Add(html);
            return ((char)(FirstPiece + pieces.Count - 1)).ToString();
        }

        var rest = PrivateUse().Replace(text, "\uFFFD");
        rest = Fence().Replace(rest, match => Keep($"<pre>{Encode(match.Groups[1].Value.Trim('\n'))}</pre>"));
        rest = InlineCode().Replace(rest, match => Keep($"<code>{Encode(match.Groups[1].Value)}</code>"));
        rest = Reference().Replace(rest, match => Keep(ReferenceHtml(match.Groups[1].Value)));
        var html = Lines(Styled(Encode(Emoji.Draw(rest))));
        return PrivateUse().Replace(html, match => pieces[match.Value[0] - FirstPiece]);
    }

    /// <summary>Text of a <c>plain_text</c> object: emoji, no formatting.</summary>
    public static string Plain(string text) =>
        WebUtility.HtmlEncode(Emoji.Draw(text)).Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>Slack's three escapes are taken back before HTML's own are made.</summary>
    private static string Encode(string text) => WebUtility.HtmlEncode(Unescaped(text));

    private static string Unescaped(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    private static string Styled(string html)
    {
        html = Bold().Replace(html, "<b>$1</b>");
        html = Italic().Replace(html, "<i>$1</i>");
        return Strike().Replace(html, "<s>$1</s>");
    }

    /// <summary>Lines that begin with a greater-than sign are quotes, neighbours one quote; the others end with a break.</summary>
    private static string Lines(string html)
    {
        var result = new StringBuilder();
        var quoting = false;
        foreach (var (index, line) in html.Split('\n').Index())
        {
            var isQuote = line.StartsWith("&gt;", StringComparison.Ordinal);
            result.Append((quoting, isQuote) switch
            {
                (false, true) => "<blockquote>",
                (true, false) => "</blockquote>",
                _ => index == 0 ? "" : "<br>",
            });
            result.Append(isQuote ? line.AsSpan(4).Trim() : line);
            quoting = isQuote;
        }

        return result.Append(quoting ? "</blockquote>" : "").ToString();
    }

    /// <summary>What stands in angle brackets: a person, a channel, a call to all, a date or a link.</summary>
    private string ReferenceHtml(string inside)
    {
        var bar = inside.IndexOf('|', StringComparison.Ordinal);
        var target = bar < 0 ? inside : inside[..bar];
        var label = bar < 0 ? null : inside[(bar + 1)..];
        return target switch
        {
            ['@', .. var id] => Mention("@" + (label ?? nameOf(id) ?? id)),
            ['#', .. var id] => Mention("#" + (label is { Length: > 0 } ? label : nameOf(id) ?? id)),
            ['!', .. var special] => Special(special, label),
            _ => Link(target, label),
        };
    }

    private string Special(string special, string? label)
    {
        var parts = special.Split('^');
        return parts switch
        {
            ["subteam", var id, ..] => Mention(label ?? "@" + (nameOf(id) ?? id)),
            ["date", var seconds, var format, ..] => DateTokens.ToHtml(seconds, Unescaped(format)) ?? Encode(label ?? special),
            _ => Mention("@" + special),
        };
    }

    private static string Link(string target, string? label) =>
        Uri.TryCreate(Unescaped(target), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "mailto"
            ? $"<a href=\"{WebUtility.HtmlEncode(url.AbsoluteUri)}\" target=\"_blank\" rel=\"noreferrer\">{Encode(Emoji.Draw(label ?? target))}</a>"
            : Encode("<" + target + (label is null ? "" : "|" + label) + ">");

    private static string Mention(string text) => $"<span class=\"mention\">{Encode(text)}</span>";

    [GeneratedRegex("[\uE000-\uF8FF]")]
    private static partial Regex PrivateUse();

    [GeneratedRegex("```(.+?)```\n?", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("<([^<>\n]+)>")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\w_])_(?=[^\s_])([^_\n]+)(?<=\S)_(?![\w_])")]
    private static partial Regex Italic();

    [GeneratedRegex(@"(?<![\w~])~(?=[^\s~])([^~\n]+)(?<=\S)~(?![\w~])")]
    private static partial Regex Strike();
}
