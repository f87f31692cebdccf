using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Playground.Shop;

/// <summary>What the target of the webhooks has taken, a row for each customer: there one sees the order. Pure.</summary>
internal static class WarehousePage
{
    public const int MaxShown = 300;

    private const string Style = "body{background:Canvas;color:CanvasText;font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-top:1px solid #8886}"
        + "a{color:inherit}td:last-child{font-family:ui-monospace,monospace;overflow-wrap:anywhere}";

    /// <summary>Nothing runs and nothing is loaded.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="count">Of all, also of those no longer among <paramref name="taken"/>.</param>
    /// <param name="taken">The oldest first.</param>
    public static string ToHtml(bool isDown, int count, IReadOnlyCollection<TakenWebhook> taken)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Warehouse</title>");
        html.Append("<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">");
        html.Append($"<link rel=\"icon\" href=\"data:,\"><style>{Style}</style></head><body><main><h1>Warehouse</h1>");
        html.Append(isDown ? "<p>Down for a release: it answers webhooks with 503.</p>" : "<p>Works, and takes webhooks.</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{count} taken{(count > taken.Count ? $", the last {taken.Count} are" : "")} here, in the order in which they came. <a href=\"/\">Look again</a></p>");
        html.Append("<table><thead><tr><th scope=\"col\">Customer</th><th scope=\"col\">Last</th><th scope=\"col\">Webhooks, by number</th></tr></thead><tbody>");
        foreach (var customer in taken.GroupBy(one => one.Customer).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(customer.Key)}</th><td>{customer.Last().At:HH:mm:ss}</td>");
            html.Append("<td>").AppendJoin(' ', customer.Select(one => one.Number.ToString(CultureInfo.InvariantCulture))).Append("</td></tr>");
        }

        return html.Append("</tbody></table></main></body></html>").ToString();
    }
}
