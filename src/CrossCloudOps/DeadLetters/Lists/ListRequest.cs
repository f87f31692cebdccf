using CrossCloudOps.DeadLetters.Bulk;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>What somebody typed behind <c>/ops dead-letters</c>, in any order.</summary>
internal sealed record ListRequest
{
    public string? Queue { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    public string? Matching { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>Why it is not understood; nothing else counts then.</summary>
    public ListFault? Fault { get; init; }

    /// <summary>It narrows a list, so it is about one.</summary>
    public bool IsNarrowed => Since is not null || Until is not null || Matching is not null || IsClosed;

    public static ListRequest Parse(string line, DateTimeOffset now)
    {
        if (CommandWord.Split(line) is not { } words)
        {
            return Refused(line, "has a quotation mark that is never closed", "matching \"order 4711\"");
        }

        var request = new ListRequest();
        for (var n = 0; n < words.Count && request.Fault is null; n++)
        {
            var word = words[n];
            var takesNext = word.Is("since") || word.Is("until") || word.Is("matching");
            request = !takesNext ? request.WithWord(word)
                : n + 1 < words.Count ? request.With(word.Text.ToUpperInvariant(), words[++n].Text, now)
                : Refused(word.Text, "needs something behind it", word.Is("matching") ? "matching \"order 4711\"" : $"{word.Text} 2h");
        }

        return request is { Fault: null, Since: { } since, Until: { } until } && since > until
            ? Refused("since", "is later than the time behind until, so nothing lies between", "since 3h until 1h")
            : request;
    }

    private ListRequest WithWord(CommandWord word) =>
        word.Is("closed") ? this with { IsClosed = true }
        : Queue is null && word.Text.Length > 0 ? this with { Queue = word.Text }
        : Refused(
            word.Text,
            "is one word too many; one queue is allowed, and since, until, matching and closed, and a text of several words stands in quotation marks",
            "orders-dlq since 2h matching \"order 4711\"");

    private ListRequest With(string keyword, string value, DateTimeOffset now)
    {
        if (keyword == "MATCHING")
        {
            return value.Length is 0 or > BulkSelection.LongestMatching || !ListQuery.MayCarry(value)
                ? Refused(value, "is too long a text to look for, or none; up to 100 letters are allowed", "matching \"order 4711\"")
                : this with { Matching = value };
        }

        if (ListTime.Parse(value, now) is not { } at)
        {
            return Refused(
                value, "is no time; a length like 30m, 2h or 3d before now is allowed, or a day or a moment in UTC", $"{keyword.ToLowerInvariant()} 2h or {keyword.ToLowerInvariant()} 2026-11-20T10:00");
        }

        return keyword == "SINCE" ? this with { Since = at } : this with { Until = at };
    }

    private static ListRequest Refused(string word, string why, string example) => new() { Fault = new ListFault(word, why, example) };
}

/// <summary>The word that is wrong, why and what is allowed instead, and what would be right.</summary>
internal sealed record ListFault(string Word, string Why, string Example);
