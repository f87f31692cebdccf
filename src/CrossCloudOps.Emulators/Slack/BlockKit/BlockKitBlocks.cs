using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.BlockKit;

/// <summary>Blocks: https://docs.slack.dev/reference/block-kit/blocks</summary>
internal static class BlockKitBlocks
{
    private static readonly HashSet<string> RichTextElements =
        ["rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"];

    public static void Check(BlockKitNode block)
    {
        if (block.Type is null)
        {
            block.Fault("missing required field: type");
            return;
        }

        block.String("block_id", BlockKitLimits.Id);
        if (!CheckByType(block))
        {
            block.Fault($"unsupported type: {block.Type}", "/type");
            return;
        }

        block.NothingElse();
    }

    private static bool CheckByType(BlockKitNode block)
    {
        switch (block.Type)
        {
            case "header":
                block.Text("text", BlockKitLimits.HeaderText, required: true);
                return true;
            case "section":
                Section(block);
                return true;
            case "context":
                Context(block);
                return true;
            case "actions":
                Actions(block);
                return true;
            case "divider":
                return true;
            case "input":
                Input(block);
                return true;
            case "image":
                BlockKitElements.Image(block);
                block.Text("title", BlockKitLimits.ImageTitle);
                return true;
            case "markdown":
                block.String("text", BlockKitLimits.MarkdownCharacters, required: true);
                return true;
            case "rich_text":
                RichText(block);
                return true;
            case "table":
                Table(block);
                return true;
            case "file":
                block.String("external_id", BlockKitLimits.Id, required: true);
                block.OneOf("source", "remote");
                block.Field("source", required: true);
                return true;
            default:
                return false;
        }
    }

    private static void Section(BlockKitNode section)
    {
        if (!section.Has("text") && !section.Has("fields"))
        {
            section.Fault("must define either `text` or `fields`");
        }

        section.Text("text", BlockKitLimits.SectionText, plainOnly: false);
        section.Flag("expand");
        foreach (var field in section.List("fields", BlockKitLimits.SectionFields))
        {
            field.TextItself(BlockKitLimits.SectionField, plainOnly: false);
        }

        if (section.Object("accessory") is { } accessory)
        {
            BlockKitElements.Check(accessory, BlockKitElements.InSection);
        }
    }

    private static void Context(BlockKitNode context)
    {
        foreach (var element in context.List("elements", BlockKitLimits.ContextElements, required: true))
        {
            if (element.Type == "image")
            {
                BlockKitElements.Image(element);
                element.NothingElse();
            }
            else
            {
                element.TextItself(BlockKitLimits.ContextText, plainOnly: false);
            }
        }
    }

    private static void Actions(BlockKitNode actions)
    {
        var ids = new HashSet<string>();
        foreach (var element in actions.List("elements", BlockKitLimits.ActionsElements, required: true))
        {
            BlockKitElements.Check(element, BlockKitElements.InActions);
            if (element.StringOf("action_id") is { } id && !ids.Add(id))
            {
                element.Fault($"`action_id` \"{id}\" already exists", "/action_id");
            }
        }
    }

    private static void Input(BlockKitNode input)
    {
        input.Text("label", BlockKitLimits.InputLabel, required: true);
        input.Text("hint", BlockKitLimits.InputHint);
        input.Flag("optional");
        input.Flag("dispatch_action");
        if (input.Object("element", required: true) is { } element)
        {
            BlockKitElements.Check(element, BlockKitElements.InInput);
        }
    }

    private static void RichText(BlockKitNode block)
    {
        foreach (var element in block.List("elements", int.MaxValue, required: true))
        {
            if (element.Type is null || !RichTextElements.Contains(element.Type))
            {
                element.Fault($"unsupported type: {element.Type}", "/type");
            }
            else if (!element.Has("elements"))
            {
                element.Fault("missing required field: elements");
            }
        }
    }

    private static void Table(BlockKitNode table)
    {
        table.Allow("column_settings");
        if (table.Field("rows", required: true) is not { } rows)
        {
            return;
        }

        if (rows.ValueKind != JsonValueKind.Array)
        {
            table.Fault("must be an array", "/rows");
            return;
        }

        if (rows.GetArrayLength() is 0 or > BlockKitLimits.TableRows)
        {
            table.Fault($"no more than {BlockKitLimits.TableRows} items allowed", "/rows");
        }

        foreach (var (index, row) in rows.EnumerateArray().Index())
        {
            if (row.ValueKind != JsonValueKind.Array)
            {
                table.Fault("must be an array", $"/rows/{index}");
            }
            else if (row.GetArrayLength() > BlockKitLimits.TableCells)
            {
                table.Fault($"no more than {BlockKitLimits.TableCells} items allowed", $"/rows/{index}");
            }
        }
    }
}
