using System.Globalization;
using System.Text.Json;

namespace CrossCloudOps.Heartbeats.Probing;

/// <summary>The fields of one pulse file by their kinds. What does not fit is a fault, and the field counts as absent.</summary>
internal sealed class PulseFields(IReadOnlyDictionary<string, JsonElement> fields, PulseFaults faults)
{
    public bool Has(string name) => fields.ContainsKey(name);

    public string? Text(string name, int longest)
    {
        if (!fields.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add(name, value, "a text in quotes is needed, or leave the field out.");
            return null;
        }

        var text = value.GetString()!;
        if (text.Length <= longest)
        {
            return text;
        }

        faults.Add(string.Create(CultureInfo.InvariantCulture, $"\"{name}\" has {text.Length:N0} characters: {longest:N0} are the most."));
        return null;
    }

    /// <summary>A text to look for: an empty one is in every body, and says nothing.</summary>
    public string? TextToFind(string name, int longest)
    {
        var text = Text(name, longest);
        if (text is not "")
        {
            return text;
        }

        faults.Add($"\"{name}\" is empty, which fits every body: write what must be in it, or leave the field out.");
        return null;
    }

    public TimeSpan? Time(string name, TimeSpan least, TimeSpan most)
    {
        if (!fields.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && PulseTime.Parse(value.GetString()!) is { } time && time >= least && time <= most)
        {
            return time;
        }

        faults.Add(name, value, $"give a time from {PulseTime.Write(least)} to {PulseTime.Write(most)}, in quotes, such as \"90s\", \"10m\", \"1h30m\" or \"14d\".");
        return null;
    }

    public int? Whole(string name, int least, int most)
    {
        if (!fields.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults.Add(name, value, string.Create(CultureInfo.InvariantCulture, $"give a whole number from {least:N0} to {most:N0}, without quotes."));
        return null;
    }

    public IReadOnlyList<int> Numbers(string name, int least, int most)
    {
        if (!fields.TryGetValue(name, out var value))
        {
            return [];
        }

        var numbers = new SortedSet<int>();
        foreach (var one in value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value })
        {
            if (one.ValueKind != JsonValueKind.Number || !one.TryGetInt32(out var number) || number < least || number > most)
            {
                faults.Add(name, one, string.Create(CultureInfo.InvariantCulture, $"give a whole number from {least} to {most}, or a list of them: [200, 204]."));
                return [];
            }

            numbers.Add(number);
        }

        if (numbers.Count == 0)
        {
            faults.Add($"\"{name}\" is an empty list: name at least one, or leave the field out.");
        }

        return [.. numbers];
    }

    /// <summary>Pairs of texts whose names differ by more than case.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string name, int mostPairs, int longest, Func<string, bool> isName)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!fields.TryGetValue(name, out var value))
        {
            return pairs;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(name, value, "give an object, such as {\"Content-Type\": \"text/plain\"}.");
            return pairs;
        }

        foreach (var pair in value.EnumerateObject())
        {
            if (PairFault(pair, longest, isName) is { } fault)
            {
                faults.Add($"{name}.{pair.Name}", pair.Value, fault);
            }
            else if (!pairs.TryAdd(pair.Name, pair.Value.GetString()!))
            {
                faults.Add($"{PulseFaults.Quoted($"{name}.{pair.Name}")} is there twice: keep one.");
            }
        }

        if (pairs.Count > mostPairs)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"\"{name}\" has {pairs.Count} entries: {mostPairs} are the most."));
        }

        return pairs;
    }

    private static string? PairFault(JsonProperty pair, int longest, Func<string, bool> isName) => pair switch
    {
        { Value.ValueKind: not JsonValueKind.String } => "a text in quotes is needed.",
        _ when pair.Name.Length > longest || pair.Value.GetString()!.Length > longest => string.Create(CultureInfo.InvariantCulture, $"name and value have at most {longest:N0} characters each."),
        _ when !isName(pair.Name) => "its name is none that a header can have.",
        _ => null,
    };
}
