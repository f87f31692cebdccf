namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>Foreign text made fit for a sentence.</summary>
internal static class Excerpt
{
    /// <summary>Not within a surrogate pair.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    /// <summary>One line, with an ellipsis where it is cut.</summary>
    public static string Line(string text, int longest)
    {
        var line = string.Create(Math.Min(text.Length, longest + 1), text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
            }
        });
        return line.Length <= longest ? line : $"{Cut(line, longest - 1)}…";
    }

    /// <summary>An address without what may be secret in it: user, query and fragment.</summary>
    public static string Address(Uri address, int longest) =>
        Line(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) + (address.Query.Length > 0 ? "?…" : ""), longest);
}
