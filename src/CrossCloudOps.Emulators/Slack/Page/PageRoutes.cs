using CrossCloudOps.Emulators.Slack.Acting;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>What people and scripts reach outside the Web API.</summary>
internal sealed class PageRoutes(SlackWorkspace workspace, SlackActor actor, CancellationToken stopping)
{
    /// <summary>Nothing but the page's own files is loaded or run, whatever stands in a message.</summary>
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private readonly SlackPage _page = new(workspace);
    private readonly PageActs _acts = new(workspace, actor, stopping);

    /// <summary>The answer; null when it was sent already, piece by piece.</summary>
    public async Task<SlackAnswer?> AnswerAsync(HttpContext context, string[] path)
    {
        context.Response.Headers.ContentSecurityPolicy = path is ["files", ..] ? "default-src 'none'; sandbox" : PagePolicy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        context.Response.Headers.CacheControl = "no-store";
        switch (context.Request.Method, path)
        {
            case ("GET", []) when View(context.Request.Query) is { } view:
                return SlackAnswer.Content("text/html", _page.ToHtml(view));
            case ("GET", ["events"]) when View(context.Request.Query) is { } view:
                await new LiveFeed(workspace, _page, stopping).SendAsync(context, view);
                return null;
            case ("GET", [var asset]) when PageAssets.Find(asset) is { } file:
                return file;
            case ("GET", ["files", var id]) when workspace.Files.Find(id) is { } file:
                return SlackAnswer.Content("text/plain", file.Text);
            case ("GET", ["archives", var channel, ['p', .. { Length: > 6 } digits]]):
                return Permalink(channel, $"{digits[..^6]}.{digits[^6..]}", context.Request.Query["user"]);
            case ("POST", _):
                return await _acts.AnswerAsync(context, string.Join('/', path));
            default:
                return SlackAnswer.Content("text/plain", "There is nothing here.", 404);
        }
    }

    private PageView? View(IQueryCollection query) => PageView.Of(workspace, query["user"], query["channel"], query["thread"]);

    private SlackAnswer Permalink(string channel, string ts, string? user)
    {
        if (workspace.Messages.Find(channel, ts) is not { EphemeralTo: null } message)
        {
            return SlackAnswer.Content("text/plain", "There is no such message.", 404);
        }

        var reader = string.IsNullOrEmpty(user) ? "" : $"user={Uri.EscapeDataString(user)}&";
        var thread = message.IsReply ? "&thread=" + message.ThreadTs : "";
        return SlackAnswer.Redirect($"/?{reader}channel={message.Channel}{thread}#{(message.IsReply ? "t" : "m")}-{message.Ts}");
    }
}
