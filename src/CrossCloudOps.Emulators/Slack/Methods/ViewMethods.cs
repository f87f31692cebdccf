using System.Text.Json;
using System.Text.Json.Nodes;
using CrossCloudOps.Emulators.Slack.BlockKit;

namespace CrossCloudOps.Emulators.Slack.Methods;

/// <summary>https://docs.slack.dev/reference/methods?family=views, and the validation that needs no token.</summary>
internal sealed class ViewMethods(SlackWorkspace workspace)
{
    public IEnumerable<SlackMethod> All =>
    [
        new("views.open", arguments => Open(arguments, push: false)),
        new("views.push", arguments => Open(arguments, push: true)),
        new("views.update", Update),
        new("blocks.validate", Validate) { NeedsToken = false },
    ];

    /// <summary>The faults of a view, or the view with the ids that Slack adds.</summary>
    public static (JsonObject? View, SlackAnswer? Refusal) Read(JsonElement? given)
    {
        if (given is not { } view)
        {
            return (null, SlackAnswer.MissingField("view"));
        }

        var faults = BlockKitValidator.View(view);
        if (faults.Count > 0)
        {
            return (null, SlackAnswer.Refuse("invalid_arguments", faults.Select(fault => fault.ToString())));
        }

        if (BlockKitValidator.IsTooLarge(view))
        {
            return (null, SlackAnswer.Refuse("view_too_large"));
        }

        var filled = JsonNode.Parse(view.GetRawText())!.AsObject();
        filled["blocks"] = MessageJson.Node(BlockIds.Fill(view.GetProperty("blocks")));
        return (filled, null);
    }

    private SlackAnswer Open(SlackArguments arguments, bool push)
    {
        var (view, refusal) = Read(arguments.Structure("view"));
        if (refusal is not null)
        {
            return refusal;
        }

        var (user, error) = workspace.Triggers.Exchange(arguments.Text("trigger_id"));
        if (user is null)
        {
            return SlackAnswer.Refuse(error!);
        }

        var top = push ? workspace.Views.All.LastOrDefault(one => one.UserId == user) : null;
        return push && workspace.Views.StackOf(user) is 0 or >= ViewBook.MaxStack
            ? SlackAnswer.Refuse("push_limit_reached")
            : Answer(workspace.Views.Open(user, view!, top?.Id));
    }

    private SlackAnswer Update(SlackArguments arguments)
    {
        var (view, refusal) = Read(arguments.Structure("view"));
        if (refusal is not null)
        {
            return refusal;
        }

        if (workspace.Views.Find(arguments.Text("view_id"), arguments.Text("external_id")) is not { } open)
        {
            return SlackAnswer.Refuse("not_found");
        }

        return arguments.Text("hash") is { } hash && hash != open.Hash
            ? SlackAnswer.Refuse("hash_conflict")
            : Answer(workspace.Views.Update(open.Id, view!)!);
    }

    /// <summary>https://docs.slack.dev/reference/methods/blocks.validate</summary>
    private static SlackAnswer Validate(SlackArguments arguments)
    {
        var blocks = arguments.Structure("blocks");
        var view = arguments.Structure("view");
        var message = arguments.Structure("message");
        if (new[] { blocks, view, message }.Count(one => one is not null) != 1)
        {
            return SlackAnswer.Refuse("invalid_arguments", "must define exactly one of `blocks`, `view` or `message`");
        }

        var faults = blocks is { } list ? BlockKitValidator.Message(list, "")
            : view is { } modal ? BlockKitValidator.View(modal, "")
            : message is { ValueKind: JsonValueKind.Object } whole && whole.TryGetProperty("blocks", out var inside)
                ? BlockKitValidator.Message(inside)
                : [];
        if (faults.Count == 0)
        {
            return SlackAnswer.Ok();
        }

        var error = view is not null ? "invalid_view" : message is not null ? "invalid_message" : "invalid_blocks";
        return SlackAnswer.RefuseWith(200, error, new JsonObject
        {
            ["ok"] = false,
            ["error"] = error,
            ["errors"] = new JsonArray([.. faults.Select(fault => new JsonObject
            {
                ["pointer"] = fault.Pointer,
                ["code"] = "failed_constraint",
                ["message"] = fault.Message,
            })]),
        });
    }

    private static SlackAnswer Answer(OpenView view) => SlackAnswer.Ok(new JsonObject { ["view"] = MessageJson.Node(view.View) });
}
