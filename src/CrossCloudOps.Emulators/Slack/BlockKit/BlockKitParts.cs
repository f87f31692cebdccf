namespace CrossCloudOps.Emulators.Slack.BlockKit;

/// <summary>Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects</summary>
internal static class BlockKitParts
{
    /// <summary>A text object in a field.</summary>
    public static void Text(this BlockKitNode node, string field, int max, bool plainOnly = true, bool required = false) =>
        node.Object(field, required)?.TextItself(max, plainOnly);

    public static void TextItself(this BlockKitNode text, int max, bool plainOnly)
    {
        if (plainOnly && text.Type != "plain_text")
        {
            text.Fault("must be one of: plain_text", "/type");
            return;
        }

        if (text.Type is not ("plain_text" or "mrkdwn"))
        {
            text.Fault("must be one of: plain_text, mrkdwn", "/type");
            return;
        }

        text.String("text", max, required: true);
        text.Flag(text.Type == "plain_text" ? "emoji" : "verbatim");
        text.NothingElse();
    }

    public static void Confirm(this BlockKitNode node)
    {
        if (node.Object("confirm") is not { } confirm)
        {
            return;
        }

        confirm.Text("title", BlockKitLimits.ConfirmTitle, required: true);
        confirm.Text("text", BlockKitLimits.ConfirmText, plainOnly: false, required: true);
        confirm.Text("confirm", BlockKitLimits.ConfirmButton, required: true);
        confirm.Text("deny", BlockKitLimits.ConfirmButton, required: true);
        confirm.OneOf("style", "primary", "danger");
        confirm.NothingElse();
    }

    /// <summary>Options of a select, or groups of them: exactly one of both.</summary>
    public static void OptionsOrGroups(this BlockKitNode node)
    {
        if (node.Has("options") == node.Has("option_groups"))
        {
            node.Fault("must define either `options` or `option_groups`");
        }

        node.Options(BlockKitLimits.SelectOptions, required: false);
        foreach (var group in node.List("option_groups", BlockKitLimits.SelectOptions))
        {
            group.Text("label", BlockKitLimits.OptionGroupLabel, required: true);
            group.Options(BlockKitLimits.SelectOptions, required: true);
            group.NothingElse();
        }
    }

    public static void Options(this BlockKitNode node, int max, bool required = true, bool plainOnly = true, bool url = false)
    {
        foreach (var option in node.List("options", max, required))
        {
            option.OptionItself(plainOnly, url);
        }
    }

    public static void OptionItself(this BlockKitNode option, bool plainOnly, bool url)
    {
        option.Text("text", BlockKitLimits.OptionText, plainOnly, required: true);
        option.String("value", BlockKitLimits.OptionValue, required: true);
        option.Text("description", BlockKitLimits.OptionText, plainOnly);
        if (url)
        {
            option.String("url", BlockKitLimits.Url);
        }

        option.NothingElse();
    }
}
