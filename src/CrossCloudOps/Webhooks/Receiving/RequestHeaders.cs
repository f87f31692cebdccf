namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>The headers of a request. Their names have no case.</summary>
internal sealed class RequestHeaders(IEnumerable<(string Name, string Value)> headers)
{
    private readonly (string Name, string Value)[] _headers = [.. headers];

    /// <summary>Each value of a header, as often as it stands.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. _headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static h => h.Value)];

    /// <summary>Several values as one, as HTTP allows everybody on the way to join them; null if there is none that says something.</summary>
    public string? Text(string name) => string.Join(", ", All(name)) is { Length: > 0 } text ? text : null;
}
