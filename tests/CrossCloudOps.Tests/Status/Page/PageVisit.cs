using System.Net;
using System.Text.RegularExpressions;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Status.Page;

/// <summary>A page as somebody gets it.</summary>
internal sealed partial record PageVisit(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Html)
{
    public static async Task<PageVisit> ToAsync(AppInstance app, string address = "/api/status")
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(app.Address, address));
        return new PageVisit(
            response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(static h => h.Key, static h => string.Join(", ", h.Value)),
            await response.Content.ReadAsStringAsync());
    }

    /// <summary>What stands there, with what a screen reader says in place of plots, in one line.</summary>
    public string Says => Text(Html);

    /// <summary>What stands under a headline.</summary>
    public string Section(string title) => Text(Html.Split($">{title}</h2>")[^1].Split("</section>")[0]);

    private static string Text(string html) => WebUtility.HtmlDecode(Space().Replace(Tag().Replace(Plot().Replace(Style().Replace(html, ""), static m => $"[{m.Groups[1].Value}]"), " "), " ")).Trim();

    /// <summary>Where the links inside the page lead, from the page's own address on.</summary>
    public IReadOnlyList<string> Links => [.. Href().Matches(Html).Select(static m => WebUtility.HtmlDecode(m.Groups[1].Value))];

    [GeneratedRegex("<(style|title)>.*?</(style|title)>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<svg[^>]*aria-label=\"([^\"]*)\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Plot();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();
}
