using CrossCloudOps.Emulators.Slack.Acting;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>What a person does on the page, or a script in their place: forms that end as signed requests to the app.</summary>
internal sealed class PageActs(SlackWorkspace workspace, SlackActor actor, CancellationToken stopping)
{
    private const string FieldPrefix = "field.";

    public async Task<SlackAnswer> AnswerAsync(HttpContext context, string path)
    {
        if (IsForeign(context.Request))
        {
            return SlackAnswer.Content("text/plain", "Presses from other sites are refused.", 403);
        }

        var (fields, act) = path switch
        {
            "press" => ("channel, ts (or \"newest\"), action_id and user", (Func<SlackArguments, Task<InteractionResult?>?>)Press),
            "command" => ("channel, text (\"/ops help\") and user", Command),
            "view/press" => ("view, action_id and user", PressInView),
            "view/submit" => ("view and user", Submit),
            "view/close" => ("view and user", Close),
            "dismiss" => ("channel, ts and user", Dismiss),
            _ => ("", _ => null),
        };
        if (fields.Length == 0)
        {
            return SlackAnswer.Content("text/plain", "There is nothing here.", 404);
        }

        if (!context.Request.HasFormContentType)
        {
            return SlackAnswer.Content("text/plain", $"Send a form with {fields}.", 415);
        }

        var form = SlackArguments.From(from pair in await context.Request.ReadFormAsync() select KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        var outcome = act(form) is { } acting ? await ActOutcome.OfAsync(acting, path, form) : ActOutcome.Incomplete(fields);
        return context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal) ? outcome.AsJson() : outcome.AsText();
    }

    /// <summary>Null if a field is missing, here and below.</summary>
    private Task<InteractionResult?>? Press(SlackArguments form) =>
        form.Text("channel") is { } channel && form.Text("ts") is { } ts && form.Text("action_id") is { } action && form.Text("user") is { } user
            ? Known(actor.PressAsync(user, channel, ts, action, form.Text("value"), stopping))
            : null;

    private Task<InteractionResult?>? Command(SlackArguments form) =>
        form.Text("channel") is { } channel && form.Text("text")?.Trim() is ['/', ..] text && form.Text("user") is { } user
            ? Known(actor.CommandAsync(user, channel, text.Split(' ')[0], text[text.Split(' ')[0].Length..].Trim(), stopping))
            : null;

    private Task<InteractionResult?>? PressInView(SlackArguments form) =>
        form.Text("view") is { } view && form.Text("action_id") is { } action && form.Text("user") is { } user
            ? Known(actor.PressInViewAsync(user, view, action, form.Text("value"), stopping))
            : null;

    private Task<InteractionResult?>? Submit(SlackArguments form)
    {
        if (form.Text("view") is not { } view || form.Text("user") is not { } user)
        {
            return null;
        }

        // Browsers write line breaks of forms in two characters; Slack sends one.
        var values = form.Names.Where(name => name.StartsWith(FieldPrefix, StringComparison.Ordinal))
            .ToDictionary(name => name[FieldPrefix.Length..], name => form.Text(name)?.Replace("\r\n", "\n", StringComparison.Ordinal));
        return Known(actor.SubmitViewAsync(user, view, values, stopping));
    }

    private Task<InteractionResult?>? Close(SlackArguments form) =>
        form.Text("view") is { } view && form.Text("user") is { } user ? actor.CloseViewAsync(user, view, stopping) : null;

    /// <summary>Takes an answer away that only one person saw. The app does not hear of it.</summary>
    private Task<InteractionResult?>? Dismiss(SlackArguments form)
    {
        if (form.Text("channel") is not { } channel || form.Text("ts") is not { } ts || form.Text("user") is not { } user)
        {
            return null;
        }

        if (workspace.Messages.Find(channel, ts)?.EphemeralTo == user)
        {
            workspace.Messages.Remove(channel, ts);
        }

        return Task.FromResult<InteractionResult?>(null);
    }

    private static async Task<InteractionResult?> Known(Task<InteractionResult> acting) => await acting;

    /// <summary>Browsers say where a form comes from; scripts say nothing.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is not ("" or "same-origin" or "none")
            || (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host.Value}");
    }
}
