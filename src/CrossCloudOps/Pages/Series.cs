using System.Text.Json.Serialization;
using CrossCloudOps.Storage;
using Lines = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyDictionary<int, double>>;

namespace CrossCloudOps.Pages;

/// <summary>What a feature counted and measured over the last day: <c>series/&lt;feature&gt;</c>, by line and hour since 1970.</summary>
internal sealed record Series : IVersionedDocument
{
    public const string Folder = "series/";

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public Lines Counted { get; init; } = new Dictionary<string, IReadOnlyDictionary<int, double>>();

    public Lines Measured { get; init; } = new Dictionary<string, IReadOnlyDictionary<int, double>>();

    /// <summary>What was counted in the last hour, by five minutes (<see cref="Pages.Lately"/>). Null: an earlier version wrote it.</summary>
    public Lines? Lately { get; init; }

    /// <summary>With more counted, and measured anew, and without what nobody is shown any more. The same if that changes nothing.</summary>
    public Series With(SeriesNews news, DateTimeOffset now)
    {
        var changes = Changes(news.Measured);
        return news.Counted.Count + news.Lately.Count + changes.Count == 0 ? this : this with
        {
            Counted = Without(Merged(Counted, news.Counted, adds: true), Hours.Of(now) - Hours.Shown + 1),
            Measured = WithoutBefore(Merged(Measured, changes, adds: false), Hours.Of(now) - Hours.Shown + 1),
            Lately = Without(Merged(Lately, news.Lately, adds: true), Pages.Lately.Of(now) - Pages.Lately.Kept + 1),
        };
    }

    /// <summary>What is not as it was before.</summary>
    private Dictionary<(string Line, int At), double> Changes(IReadOnlyDictionary<(string Line, int At), double> measured)
    {
        var last = new Dictionary<string, double>();
        var changes = new Dictionary<(string Line, int At), double>();
        foreach (var (key, value) in measured.OrderBy(static m => m.Key.At))
        {
            if (value != (last.TryGetValue(key.Line, out var before) ? before : Last(key.Line)))
            {
                changes[key] = value;
            }

            last[key.Line] = value;
        }

        return changes;
    }

    private double Last(string line) => Measured.TryGetValue(line, out var hours) ? hours.MaxBy(static h => h.Key).Value : 0;

    private static Dictionary<string, Dictionary<int, double>> Merged(Lines? lines, IReadOnlyDictionary<(string Line, int At), double> news, bool adds)
    {
        var merged = lines?.ToDictionary(static l => l.Key, static l => l.Value.ToDictionary()) ?? [];
        foreach (var ((line, at), value) in news)
        {
            var known = merged.TryGetValue(line, out var found) ? found : merged[line] = [];
            known[at] = adds ? known.GetValueOrDefault(at) + value : value;
        }

        return merged;
    }

    private static Dictionary<string, IReadOnlyDictionary<int, double>> Without(Dictionary<string, Dictionary<int, double>> lines, int first) => lines
        .Where(line => line.Value.Keys.Any(at => at >= first))
        .ToDictionary(static line => line.Key, line => (IReadOnlyDictionary<int, double>)line.Value.Where(v => v.Key >= first).ToDictionary());

    /// <summary>Of what was measured the last value before the day is where the day began.</summary>
    private static Dictionary<string, IReadOnlyDictionary<int, double>> WithoutBefore(Dictionary<string, Dictionary<int, double>> lines, int first) => lines
        .Select(line => (line.Key, Kept: line.Value.Where(v => v.Key >= first || v.Key == line.Value.Keys.Where(at => at < first).Max()).ToDictionary()))
        .Where(line => line.Kept.Any(v => v.Key >= first || v.Value != 0))
        .ToDictionary(static line => line.Key, static line => (IReadOnlyDictionary<int, double>)line.Kept);
}

/// <summary>What is not in a series yet, by line and hour; what was counted lately by five minutes.</summary>
internal sealed record SeriesNews
{
    public Dictionary<(string Line, int At), double> Counted { get; init; } = [];

    public Dictionary<(string Line, int At), double> Measured { get; init; } = [];

    public Dictionary<(string Line, int At), double> Lately { get; init; } = [];

    public bool IsEmpty => Counted.Count + Measured.Count + Lately.Count == 0;

    /// <summary>As if it had come before: counts add up, and what was measured since stands.</summary>
    public void Precede(SeriesNews earlier)
    {
        Add(Counted, earlier.Counted);
        Add(Lately, earlier.Lately);
        foreach (var (key, value) in earlier.Measured)
        {
            Measured.TryAdd(key, value);
        }
    }

    private static void Add(Dictionary<(string Line, int At), double> counts, Dictionary<(string Line, int At), double> more)
    {
        foreach (var (key, value) in more)
        {
            counts[key] = counts.GetValueOrDefault(key) + value;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Series))]
internal sealed partial class PagesJson : JsonSerializerContext;
