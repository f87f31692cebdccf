namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>MessageAttributeNames: names, <c>All</c> or <c>.*</c>, and <c>prefix.*</c>.</summary>
internal sealed class AttributeFilter
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = [];

    private AttributeFilter(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name is "All" or ".*")
            {
                TakesAll = true;
            }
            else if (name.EndsWith(".*", StringComparison.Ordinal))
            {
                _prefixes.Add(name[..^2]);
            }
            else
            {
                _names.Add(name);
            }
        }
    }

    public static AttributeFilter None { get; } = new([]);

    public static AttributeFilter All { get; } = new(["All"]);

    public bool TakesAll { get; }

    private bool TakesNone => !TakesAll && _names.Count == 0 && _prefixes.Count == 0;

    public static AttributeFilter Of(IReadOnlyList<string>? names) => names switch
    {
        null or { Count: 0 } => None,
        ["All"] => All,
        _ => new AttributeFilter(names),
    };

    /// <summary>Null when nothing is left.</summary>
    public IReadOnlyDictionary<string, MessageAttribute>? Apply(IReadOnlyDictionary<string, MessageAttribute>? attributes)
    {
        if (attributes is null || TakesAll || TakesNone)
        {
            return TakesNone ? null : attributes;
        }

        var taken = attributes.Where(attribute => Takes(attribute.Key)).ToDictionary(StringComparer.Ordinal);
        return taken.Count == 0 ? null : taken;
    }

    private bool Takes(string name) =>
        _names.Contains(name) || _prefixes.Exists(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
