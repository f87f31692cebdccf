namespace CrossCloudOps.Status.Page;

/// <summary>
/// Where the links of a page lead. Who came with the function's key in the address goes on with it; no address leaves the page with it, since
/// nothing is told to others where a reader comes from.
/// </summary>
/// <param name="Root">From the page to the folder below the status page.</param>
/// <param name="Home">From the page to the status page.</param>
internal sealed record PageLinks(string Root, string Home, string? Key)
{
    private const string KeyParameter = "code=";

    public static PageLinks OfStatus(Uri request) => new("status/", "status", KeyOf(request));

    /// <param name="depth">How many parts the address has behind the status page's.</param>
    public static PageLinks OfDetail(Uri request, int depth)
    {
        var up = string.Concat(Enumerable.Repeat("../", depth - 1));
        return new PageLinks(up, $"{up}../status", KeyOf(request));
    }

    public string ToHome => Home + Query;

    /// <summary>Null for what is no address of a page.</summary>
    public string? To(Uri link) => !link.IsAbsoluteUri ? Root + link.OriginalString + Query
        : link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp ? link.AbsoluteUri
        : null;

    private string Query => Key is null ? "" : $"?{KeyParameter}{Uri.EscapeDataString(Key)}";

    private static string? KeyOf(Uri request) =>
        request.Query.TrimStart('?').Split('&').FirstOrDefault(static p => p.StartsWith(KeyParameter, StringComparison.OrdinalIgnoreCase)) is { } parameter
            ? Uri.UnescapeDataString(parameter[KeyParameter.Length..])
            : null;
}
