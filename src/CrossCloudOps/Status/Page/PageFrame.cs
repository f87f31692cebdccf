using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Status.Page;

/// <summary>What is around every page, and the headers that keep it to itself.</summary>
internal static class PageFrame
{
    /// <summary>
    /// Nothing is loaded from anywhere, no script runs, and of styles only ours.
    /// <see href="https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy"/>
    /// </summary>
    public static readonly IReadOnlyList<(string Name, string Value)> Headers =
    [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", $"default-src 'none'; style-src 'sha256-{Hash(PageStyle.Css)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
    ];

    public static Html Begin(string title) => new Html()
        .Raw("<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><meta name=color-scheme content=\"light dark\"><title>")
        .Text(title).Raw("</title><style>").Raw(PageStyle.Css).Raw("</style></head><body>");

    public static string End(Html html, DateTimeOffset now) =>
        html.Raw("<footer>As of ").Text(CellHtml.Moment(now)).Raw(". Secrets and personal data are redacted.</footer></body></html>").ToString();

    /// <summary>A page that has one thing to say.</summary>
    public static string Notice(string title, string words, string home, DateTimeOffset now) => End(
        Begin(title).Raw("<header><h1>").Text(title).Raw("</h1></header><main><p>").Text(words).Raw("</p><p><a href=\"").Text(home).Raw("\">Status</a></p></main>"), now);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
