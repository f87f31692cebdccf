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
    private const int NumberAt = 8;
    private const int NumberLength = 8;
    private const int HeaderLength = 24;

    private static ReadOnlySpan<byte> Before => "append: "u8;

    private static ReadOnlySpan<byte> After => " bytes.\n"u8;

    public static bool Is(ReadOnlySpan<byte> file) => Length(file) is not null;

    public static byte[] New(ReadOnlySpan<byte> content) => [.. Before, .. Number(content.Length), .. After, .. content];

    public static byte[] Content(ReadOnlySpan<byte> file) => file.Slice(HeaderLength, checked((int)Length(file)!.Value)).ToArray();

    /// <summary>Only for the holder of the name's lock.</summary>
    public static void Append(string path, ReadOnlySpan<byte> content, DateTime stamp)
    {
        using var file = DocumentFile.OpenToAppend(path);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (RandomAccess.Read(file, header, 0) < HeaderLength || Length(header) is not { } length)
        {
            throw new InvalidOperationException($"{Path.GetFileName(path)} is no append document.");
        }

        RandomAccess.Write(file, content, HeaderLength + length);
        RandomAccess.Write(file, Number(length + content.Length), NumberAt);
        File.SetLastWriteTimeUtc(file, stamp);
    }

    // Eight digits at a multiple of eight: copied in one piece, so that no reader sees half of a new number.
    private static byte[] Number(long length) => length <= uint.MaxValue
        ? Encoding.ASCII.GetBytes(length.ToString("x8", CultureInfo.InvariantCulture))
        : throw new IOException("An append document takes 4 GiB.");

    private static long? Length(ReadOnlySpan<byte> file) =>
        file.Length >= HeaderLength && file.StartsWith(Before) && file[(NumberAt + NumberLength)..].StartsWith(After)
        && uint.TryParse(file.Slice(NumberAt, NumberLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
}
