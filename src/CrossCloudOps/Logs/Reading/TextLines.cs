namespace CrossCloudOps.Logs.Reading;

/// <summary>Looking through the lines of a text.</summary>
internal static class TextLines
{
    public static string[] Of(string text) => text.Split('\n');

    public static int Indentation(string line) => line.Length - line.AsSpan().TrimStart().Length;

    public static bool Begins(this string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    public static bool Has(this string text, string part) => text.Contains(part, StringComparison.Ordinal);

    /// <summary>The last part of a path of any system.</summary>
    public static string FileName(ReadOnlySpan<char> path) => path[(path.LastIndexOfAny('/', '\\') + 1)..].ToString();
}
