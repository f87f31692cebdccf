namespace CrossCloudOps.Emulators.S3.Buckets;

internal static class ETags
{
    /// <summary>Whether a list of ETags, or <c>*</c>, names this one. S3 takes them without quotation marks too.</summary>
    public static bool Match(string list, string eTag) =>
        list.Split(',', StringSplitOptions.TrimEntries).Any(one => one == "*" || Bare(one) == Bare(eTag));

    public static string Bare(string eTag) => (eTag.StartsWith("W/", StringComparison.Ordinal) ? eTag[2..] : eTag).Trim('"');
}
