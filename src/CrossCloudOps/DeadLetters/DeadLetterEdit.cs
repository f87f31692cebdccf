using System.Globalization;

namespace CrossCloudOps.DeadLetters;

/// <summary>What to send instead of what is archived: the body, and the values of the attributes that could be edited; one that is not named was emptied.</summary>
/// <param name="Attributes">By name. Attributes that could not be edited are in <paramref name="Kept"/>.</param>
internal sealed record DeadLetterEdit(string Body, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Kept)
{
    private const int LongestShown = 500;

    public DeadLetter Applied(DeadLetter letter) => letter with
    {
        Body = Body,
        Attributes = letter.Attributes
            .Where(a => Attributes.ContainsKey(a.Key) || Kept.Contains(a.Key))
            .ToDictionary(static a => a.Key, a => Attributes.TryGetValue(a.Key, out var text) ? a.Value with { Text = text } : a.Value),
    };

    /// <summary>What is different, for the audit: the part between what begins and what ends alike.</summary>
    public string ChangeOf(DeadLetter letter)
    {
        var changes = new List<string>();
        if (Body != letter.Body)
        {
            changes.Add($"body {Between(letter.Body, Body)}");
        }

        foreach (var (name, was) in letter.Attributes.Where(a => a.Value.Text is not null && !Kept.Contains(a.Key) && Attributes.GetValueOrDefault(a.Key) != a.Value.Text))
        {
            changes.Add($"attribute {name} {(Attributes.TryGetValue(name, out var now) ? Between(was.Text!, now) : "left out")}");
        }

        return changes.Count == 0 ? "nothing" : string.Join("; ", changes);
    }

    private static string Between(string was, string now)
    {
        var start = was.AsSpan().CommonPrefixLength(now);
        var end = 0;
        while (end < Math.Min(was.Length, now.Length) - start && was[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"at {start}: “{Short(was[start..^end])}” → “{Short(now[start..^end])}”");
    }

    private static string Short(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}… ({text.Length.ToString(CultureInfo.InvariantCulture)} characters)";
}
