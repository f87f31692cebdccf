using System.Globalization;
using System.Text;

namespace CrossCloudOps.Storage;

/// <summary>
/// The form of an append document's file: <c>append: 000004d2 bytes.\n</c>, then the bytes. The number, written last, is what makes an
/// append happen in one step: a reader takes so many bytes and no more, and what a killed writer left behind it is written over.
/// Another document that begins with these words is kept in the same form, so that reading never has to guess.
/// </summary>
internal static class AppendedFile
{
    public const int HeaderLength = 24;

    private const int NumberAt = 8;
    private const int NumberLength = 8;

    private static ReadOnlySpan<byte> Before => "append: "u8;

    private static ReadOnlySpan<byte> After => " bytes.\n"u8;

    /// <summary>How many bytes were appended in all; null if the file does not begin as an append document's does.</summary>
    public static long? Length(ReadOnlySpan<byte> file) =>
        file.Length >= HeaderLength && file.StartsWith(Before) && file[(NumberAt + NumberLength)..].StartsWith(After)
        && uint.TryParse(file.Slice(NumberAt, NumberLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;

    public static byte[] New(ReadOnlySpan<byte> content) => [.. Before, .. Number(content.Length), .. After, .. content];

    /// <summary>False if it holds so many bytes already. Only for the holder of the name's lock.</summary>
    public static bool TryAppend(string path, ReadOnlySpan<byte> content, long full, DateTime stamp)
    {
        using var file = DocumentFile.OpenToAppend(path);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (RandomAccess.Read(file, header, 0) < HeaderLength || Length(header) is not { } length)
        {
            throw new InvalidOperationException($"{Path.GetFileName(path)} is no append document.");
        }

        if (length >= full)
        {
            return false;
        }

        RandomAccess.Write(file, content, HeaderLength + length);
        RandomAccess.Write(file, Number(length + content.Length), NumberAt);
        File.SetLastWriteTimeUtc(file, stamp);
        return true;
    }

    // Eight digits at a multiple of eight: copied in one piece, so that no reader sees half of a new number.
    private static byte[] Number(long length) => length <= uint.MaxValue
        ? Encoding.ASCII.GetBytes(length.ToString("x8", CultureInfo.InvariantCulture))
        : throw new IOException("An append document takes 4 GiB.");
}
