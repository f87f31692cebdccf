using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Storage;

/// <summary>Brings text from outside into a document's name.</summary>
internal static class DocumentName
{
    private const int LongestSegment = 120;

    /// <summary>
    /// One segment of a name: ASCII letters, digits, <c>_</c> and <c>-</c> stay, every other byte of the UTF-8 text is percent-encoded
    /// (<c>.</c> and <c>/</c> too, so that no text climbs out of its folder). A segment over 120 characters ends in a hash instead.
    /// </summary>
    public static string Segment(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-')
            {
                name.Append((char)b);
            }
            else
            {
                name.Append('%').Append(b.ToString("X2", null));
            }
        }

        if (name.Length <= LongestSegment)
        {
            return name.Length == 0 ? "%" : name.ToString();
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
        return $"{name.ToString(0, LongestSegment - hash.Length - 1).TrimEnd('%')}~{hash}";
    }

    /// <summary>The text that a segment was made of; of a hashed one only what was kept.</summary>
    public static string Text(string segment) => segment == "%" ? "" : Uri.UnescapeDataString(segment);
}
