namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>The order of the keys' UTF-8 bytes, which is that of their code points and not that of UTF-16.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length ? left.Length.CompareTo(right.Length) : Rank(left[common]).CompareTo(Rank(right[common]));
    }

    /// <summary>Surrogates stand for the code points beyond all others.</summary>
    private static int Rank(char letter) => char.IsSurrogate(letter) ? letter + char.MaxValue : letter;
}
