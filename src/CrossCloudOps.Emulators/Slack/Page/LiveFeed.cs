using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>
/// Server-sent events. Each holds the order of all lists, and those parts that look other than this reader was told
/// last: so whoever comes back after a break is brought up to date by the first event.
/// </summary>
internal sealed class LiveFeed(SlackWorkspace workspace, SlackPage page, CancellationToken stopping)
{
    /// <summary>What happens within so short a time goes together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(40);

    public async Task SendAsync(HttpContext context, PageView view)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
        var told = new Dictionary<string, string>();
        var order = "";
        try
        {
            while (true)
            {
                var next = workspace.Changes.Next;
                var lists = Lists(page.Parts(view), told, ref order);
                if (lists is not null)
                {
                    await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {lists.ToJsonString()}\n\n"), ended.Token);
                    await context.Response.Body.FlushAsync(ended.Token);
                }

                await next.WaitAsync(ended.Token);
                await Task.Delay(Gathering, TimeProvider.System, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The reader left, or the emulator stops: either way there is nobody to tell.
        }
    }

    /// <summary>Null when all is as it was told.</summary>
    private static JsonObject? Lists(IReadOnlyDictionary<string, IReadOnlyList<PagePart>> parts, Dictionary<string, string> told, ref string order)
    {
        var now = string.Join(' ', parts.SelectMany(list => list.Value, (list, part) => $"{list.Key}:{part.Id}:{part.Version}"));
        if (now == order)
        {
            return null;
        }

        order = now;
        var lists = new JsonObject();
        foreach (var (name, items) in parts)
        {
            lists[name] = new JsonArray([.. items.Select(part => Item(part, told))]);
        }

        // What left the page is forgotten there: should it come back, all of it must be sent.
        foreach (var gone in told.Keys.Except(parts.Values.SelectMany(items => items, (_, part) => part.Id)).ToList())
        {
            told.Remove(gone);
        }

        return lists;
    }

    private static JsonObject Item(PagePart part, Dictionary<string, string> told)
    {
        var item = new JsonObject { ["id"] = part.Id, ["version"] = part.Version };
        if (told.GetValueOrDefault(part.Id) != part.Version)
        {
            told[part.Id] = part.Version;
            item["html"] = part.Html;
        }

        return item;
    }
}
