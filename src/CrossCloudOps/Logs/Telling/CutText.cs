namespace CrossCloudOps.Logs.Telling;

/// <summary>
/// What was cut before it came here may end within a secret, of which too little is left to be known as one. So the word that was cut goes,
/// unless it is so long that it is no word, or of a script that has no spaces between words.
/// </summary>
internal static class CutText
{
    private const char Ellipsis = '…';
    private const int LongestWord = 2000;

    /// <summary>A title, which shows by an ellipsis where it was cut: at its end, or in it before a cause.</summary>
    public static string Title(string title)
    {
        var end = title.Length;
        while (end > 0 && title.LastIndexOf(Ellipsis, end - 1) is >= 0 and var at)
        {
            var start = WordStart(title, at);
            title = string.Concat(title.AsSpan(0, start), title.AsSpan(at));
            end = start;
        }

        return title is "…" ? "(one long word)" : title;
    }

    public static string Sample(string text, int length) =>
        text.Length < length && WordStart(text, text.Length) is var start && text.Length - start <= LongestWord ? text[..start] : text;

    private static int WordStart(string text, int end)
    {
        while (end > 0 && text[end - 1] is > ' ' and < '\u007f')
        {
            end--;
        }

        return end;
    }
}
