using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.BlockKit;

/// <summary>Says what Slack would refuse in a message's blocks or in a view. Pure.</summary>
internal static class BlockKitValidator
{
    /// <summary>The error of a message whose blocks together are too long.</summary>
    public const string TooLong = "msg_blocks_too_long";

    /// <summary>What is wrong with a list of blocks; pointers begin with <paramref name="pointer"/>.</summary>
    public static IReadOnlyList<BlockKitFault> Message(JsonElement blocks, string pointer = "/blocks")
    {
        var faults = Blocks(blocks, pointer, BlockKitLimits.MessageBlocks);
        if (faults.Count == 0 && Characters(blocks) > BlockKitLimits.MessageCharacters)
        {
            faults.Add(new BlockKitFault(pointer, "blocks are too long") { Code = TooLong });
        }

        return faults;
    }

    /// <summary>What is wrong with a modal or a home view.</summary>
    public static IReadOnlyList<BlockKitFault> View(JsonElement view, string pointer = "/view")
    {
        if (view.ValueKind != JsonValueKind.Object)
        {
            return [new BlockKitFault(pointer, "must be an object")];
        }

        var faults = new List<BlockKitFault>();
        var node = new BlockKitNode(view, pointer, faults);
        node.Field("type", required: true);
        node.OneOf("type", "modal", "home");
        node.Text("title", BlockKitLimits.ViewTitle, required: node.Type == "modal");
        node.Text("submit", BlockKitLimits.ViewTitle);
        node.Text("close", BlockKitLimits.ViewTitle);
        node.String("private_metadata", BlockKitLimits.PrivateMetadata, min: 0);
        node.String("callback_id", BlockKitLimits.Id, min: 0);
        node.String("external_id", BlockKitLimits.Id, min: 0);
        node.Flag("clear_on_close");
        node.Flag("notify_on_close");
        node.Allow("submit_disabled");
        if (node.Field("blocks", required: true) is { } blocks)
        {
            faults.AddRange(Blocks(blocks, pointer + "/blocks", BlockKitLimits.ViewBlocks));
            if (node.Type == "modal" && !node.Has("submit") && HasInput(blocks))
            {
                node.Fault("missing required field: submit");
            }
        }

        node.NothingElse();
        return faults;
    }

    /// <summary>Whether a view as JSON is over Slack's size.</summary>
    public static bool IsTooLarge(JsonElement view) => Encoding.UTF8.GetByteCount(view.GetRawText()) > BlockKitLimits.ViewBytes;

    /// <summary>The length of the blocks without needless white space and escapes.</summary>
    public static int Characters(JsonElement blocks)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            blocks.WriteTo(writer);
        }

        return Encoding.UTF8.GetCharCount(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static bool HasInput(JsonElement blocks) =>
        blocks.ValueKind == JsonValueKind.Array && blocks.EnumerateArray().Any(block =>
            block.ValueKind == JsonValueKind.Object && block.TryGetProperty("type", out var type) && type.ValueEquals("input"));

    private static List<BlockKitFault> Blocks(JsonElement blocks, string pointer, int max)
    {
        var faults = new List<BlockKitFault>();
        if (blocks.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new BlockKitFault(pointer, "must be an array"));
            return faults;
        }

        if (blocks.GetArrayLength() > max)
        {
            faults.Add(new BlockKitFault(pointer, string.Create(CultureInfo.InvariantCulture, $"no more than {max} items allowed")));
        }

        var nodes = BlockKitNode.Items(blocks, pointer, faults);
        foreach (var block in nodes)
        {
            BlockKitBlocks.Check(block);
        }

        AcrossBlocks(nodes, pointer, faults);
        return faults;
    }

    private static void AcrossBlocks(IReadOnlyList<BlockKitNode> blocks, string pointer, List<BlockKitFault> faults)
    {
        var ids = new HashSet<string>();
        foreach (var block in blocks)
        {
            if (block.StringOf("block_id") is { } id && !ids.Add(id))
            {
                block.Fault($"`block_id` \"{id}\" already exists", "/block_id");
            }
        }

        var markdown = blocks.Where(block => block.Type == "markdown").Sum(block => block.StringOf("text")?.Length ?? 0);
        if (markdown > BlockKitLimits.MarkdownCharacters)
        {
            faults.Add(new BlockKitFault(pointer, $"markdown blocks must be less than {BlockKitLimits.MarkdownCharacters + 1} characters together"));
        }

        if (blocks.Count(block => block.Type == "table") > 1)
        {
            faults.Add(new BlockKitFault(pointer, "only one table allowed") { Code = "only_one_table_allowed" });
        }
    }
}
