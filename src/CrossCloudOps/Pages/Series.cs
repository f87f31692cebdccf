using System.Text.Json.Serialization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Pages;

/// <summary>What a feature counted and measured over the last day: <c>series/&lt;feature&gt;</c>, by line and hour since 1970.</summary>
internal sealed record Series : IVersionedDocument
{
    public const string Folder = "series/";

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public IReadOnlyDictionary<string, IReadOnlyDictionary<int, double>> Counted { get; init; } = new Dictionary<string, IReadOnlyDictionary<int, double>>();

    public IReadOnlyDictionary<string, IReadOnlyDictionary<int, double>> Measured { get; init; } = new Dictionary<string, IReadOnlyDictionary<int, double>>();

    /// <summary>With more counted, and measured anew, and without what nobody is shown any more. The same if that changes nothing.</summary>
    public Series With(IReadOnlyDictionary<(string Line, int Hour), double> counts, IReadOnlyDictionary<(string Line, int Hour), double> measures, int now)
    {
        var changes = measures.Where(m => Last(m.Key.Line) != m.Value).ToDictionary();
        return counts.Count + changes.Count == 0
            ? this
            : this with { Counted = Merged(Counted, counts, now, adds: true), Measured = Merged(Measured, changes, now, adds: false) };
    }

    private double Last(string line) => Measured.TryGetValue(line, out var hours) ? hours.MaxBy(static h => h.Key).Value : 0;

    private static Dictionary<string, IReadOnlyDictionary<int, double>> Merged(
        IReadOnlyDictionary<string, IReadOnlyDictionary<int, double>> lines, IReadOnlyDictionary<(string Line, int Hour), double> news, int now, bool adds)
    {
        var first = now - Hours.Shown + 1;
        var merged = lines.ToDictionary(static l => l.Key, static l => l.Value.ToDictionary());
        foreach (var ((line, hour), value) in news)
        {
            var hours = merged.TryGetValue(line, out var known) ? known : merged[line] = [];
            hours[hour] = adds ? hours.GetValueOrDefault(hour) + value : value;
        }

        // Of what was measured the last value before the day is where the day began.
        return merged
            .Select(line => (line.Key, Kept: line.Value.Where(h => h.Key >= first || (!adds && h.Key == line.Value.Keys.Where(k => k < first).Max())).ToDictionary()))
            .Where(line => line.Kept.Count > 0 && (adds || line.Kept.Any(h => h.Key >= first || h.Value != 0)))
            .ToDictionary(static line => line.Key, static line => (IReadOnlyDictionary<int, double>)line.Kept);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Series))]
internal sealed partial class PagesJson : JsonSerializerContext;
