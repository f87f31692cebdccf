using CrossCloudOps.Emulators.Slack.Acting;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>What people and scripts reach outside the Web API.</summary>
internal sealed class PageRoutes(SlackWorkspace workspace, SlackActor actor)
{
    /// <summary>Nothing but the page's own style sheet is loaded, whatever stands in a message.</summary>
    private const string PagePolicy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private readonly SlackPage _page = new(workspace);

    public async Task<SlackAnswer> AnswerAsync(HttpContext context, string[] path)
    {
        context.Response.Headers.ContentSecurityPolicy = path is ["files", ..] ? "default-src 'none'; sandbox" : PagePolicy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-store";
        return (context.Request.Method, path) switch
        {
            ("GET", []) => SlackAnswer.Content("text/html", _page.ToHtml(context.Request.Query.ContainsKey("live"))),
            ("GET", ["style.css"]) => SlackAnswer.Content("text/css", PageStyle.Css),
            ("GET", ["files", var id]) when workspace.Files.Find(id) is { } file => SlackAnswer.Content("text/plain", file.Text),
            ("GET", ["archives", var channel, ['p', .. { Length: > 6 } digits]]) => Permalink(channel, $"{digits[..^6]}.{digits[^6..]}"),
            ("POST", ["press"]) => await ActAsync(context, "channel, ts (or \"newest\"), action_id and user", PressAsync),
            ("POST", ["command"]) => await ActAsync(context, "channel, text (\"/ops help\") and user", CommandAsync),
            _ => SlackAnswer.Content("text/plain", "There is nothing here.", 404),
        };
    }

    private SlackAnswer Permalink(string channel, string ts) => workspace.Messages.Find(channel, ts) is { } message
        ? SlackAnswer.Redirect($"/#{message.Channel}-{message.Ts}")
        : SlackAnswer.Content("text/plain", "There is no such message.", 404);

    private static async Task<SlackAnswer> ActAsync(HttpContext context, string fields, Func<SlackArguments, CancellationToken, Task<InteractionResult>?> act)
    {
        if (IsForeign(context.Request))
        {
            return SlackAnswer.Content("text/plain", "Presses from other sites are refused.", 403);
        }

        if (!context.Request.HasFormContentType)
        {
            return SlackAnswer.Content("text/plain", $"Send a form with {fields}.", 415);
        }

        var form = SlackArguments.From(from pair in await context.Request.ReadFormAsync() select KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        if (act(form, context.RequestAborted) is not { } acting)
        {
            return SlackAnswer.Content("text/plain", $"Send a form with {fields}.", 400);
        }

        try
        {
            var result = await acting;
            return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
                ? SlackAnswer.Redirect("/")
                : SlackAnswer.Content("text/plain", $"{result.Status} in {result.Took.TotalMilliseconds:F0} ms\n{result.Body}\n");
        }
        catch (InvalidOperationException e)
        {
            return SlackAnswer.Content("text/plain", e.Message, 404);
        }
        catch (HttpRequestException e)
        {
            return SlackAnswer.Content("text/plain", "The app does not answer: " + e.Message, 502);
        }
    }

    /// <summary>Null if a field is missing.</summary>
    private Task<InteractionResult>? PressAsync(SlackArguments form, CancellationToken ct) =>
        form.Text("channel") is { } channel && form.Text("ts") is { } ts && form.Text("action_id") is { } action && form.Text("user") is { } user
            ? actor.PressAsync(user, channel, ts, action, form.Text("value"), ct)
            : null;

    /// <summary>Null if a field is missing.</summary>
    private Task<InteractionResult>? CommandAsync(SlackArguments form, CancellationToken ct) =>
        form.Text("channel") is { } channel && form.Text("text") is ['/', ..] text && form.Text("user") is { } user
            ? actor.CommandAsync(user, channel, text.Split(' ')[0], text.Contains(' ', StringComparison.Ordinal) ? text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "", ct)
            : null;

    /// <summary>Browsers say where a form comes from; scripts say nothing.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is not ("" or "same-origin" or "none")
            || (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host.Value}");
    }
}
