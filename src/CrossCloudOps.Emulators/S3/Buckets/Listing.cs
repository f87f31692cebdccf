namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>What a page of a list is asked for.</summary>
internal sealed record ListTerms
{
    public string Prefix { get; init; } = "";

    /// <summary>Keys that have it after the prefix are shown once, as the part up to it; empty for none.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>Only keys behind this one; it need not exist.</summary>
    public string After { get; init; } = "";

    /// <summary>A common prefix that an earlier page showed.</summary>
    public string? Shown { get; init; }

    public int Most { get; init; } = 1000;
}

/// <summary>One page: objects and common prefixes, which are counted together.</summary>
internal sealed record Listing(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> CommonPrefixes, bool IsTruncated)
{
    /// <summary>The last entry of the page, key or common prefix.</summary>
    public string? Last { get; private init; }

    public bool LastIsPrefix { get; private init; }

    public int Count => Objects.Count + CommonPrefixes.Count;

    /// <summary>From all objects that may belong to it, in the order of their keys.</summary>
    public static Listing Of(IEnumerable<StoredObject> objects, ListTerms terms)
    {
        List<StoredObject> listed = [];
        List<string> prefixes = [];
        var shown = terms.Shown;
        string? last = null;
        foreach (var one in objects.Where(one => one.Key.StartsWith(terms.Prefix, StringComparison.Ordinal)))
        {
            if (KeyOrder.Instance.Compare(one.Key, terms.After) <= 0 || (shown is not null && one.Key.StartsWith(shown, StringComparison.Ordinal)))
            {
                continue;
            }

            if (listed.Count + prefixes.Count >= terms.Most)
            {
                return new Listing(listed, prefixes, IsTruncated: terms.Most > 0) { Last = last, LastIsPrefix = last is not null && last == shown };
            }

            if (CommonPrefix(one.Key, terms) is { } common)
            {
                prefixes.Add(last = shown = common);
            }
            else
            {
                listed.Add(one);
                last = one.Key;
            }
        }

        return new Listing(listed, prefixes, IsTruncated: false);
    }

    private static string? CommonPrefix(string key, ListTerms terms)
    {
        var at = terms.Delimiter.Length == 0 ? -1 : key.IndexOf(terms.Delimiter, terms.Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + terms.Delimiter.Length)];
    }
}
