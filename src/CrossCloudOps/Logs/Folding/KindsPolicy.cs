namespace CrossCloudOps.Logs.Folding;

/// <summary>Decides which kinds of errors of a log group have a message of their own. Decided once, in the batch, so that a repeated count does the same.</summary>
internal static class KindsPolicy
{
    /// <summary>Those that have one keep it; of new ones the most frequent get one, while there is room.</summary>
    public static (IReadOnlyList<KnownKind> Kinds, IReadOnlyList<string> Crowd) Assign(
        IReadOnlyList<KnownKind> known, IReadOnlyList<LogFind> finds, int most, TimeSpan quietAfter, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var kinds = known.Where(k => at - k.SeenAt < quietAfter.TotalMilliseconds).ToDictionary(static k => k.Fingerprint, static k => k.SeenAt);
        var crowd = new List<string>();
        foreach (var find in finds.OrderByDescending(static f => f.Marks.Length).ThenBy(static f => f.FirstAt).ThenBy(static f => f.Fingerprint, StringComparer.Ordinal))
        {
            if (kinds.ContainsKey(find.Fingerprint) || kinds.Count < most)
            {
                kinds[find.Fingerprint] = at;
            }
            else
            {
                crowd.Add(find.Fingerprint);
            }
        }

        return ([.. kinds.OrderBy(static k => k.Key, StringComparer.Ordinal).Select(static k => new KnownKind(k.Key, k.Value))], crowd);
    }
}
