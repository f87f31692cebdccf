namespace CrossCloudOps.Logs.Folding;

internal static class SampleText
{
    public const int Short = 1000;

    /// <summary>Not within a surrogate pair.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
